/** All English texts by key, apart from what a French screen loads: scripts/message-plugins.mjs. */
declare module 'virtual:english' {
	export const ui_close: (inputs: object) => string;
}
