/**
 * How a waiting-room screen tells at the very door who it is. What a socket says comes after the door, and a browser
 * can add no header to a WebSocket but this one: the names of what it speaks. The first is the one that the server
 * answers with; after it comes the screen's key.
 */
export const SCREEN_PROTOCOL = 'halte.screen';

/** What a screen with this key says that it speaks. A key that could not be one is left out: browsers throw at it. */
export function screenProtocols(key: unknown): string[] {
	const isKey = typeof key === 'string' && /^[\w-]+$/.test(key);
	return isKey ? [SCREEN_PROTOCOL, key] : [SCREEN_PROTOCOL];
}
