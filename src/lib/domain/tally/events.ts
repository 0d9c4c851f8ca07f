/** What was counted in a block; nobody is in it. */
export interface TallyEvent {
	type: 'Counted';
	blockId: string;
	kind: string;
	by: 1 | -1;
}
