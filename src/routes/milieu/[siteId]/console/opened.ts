/** Steps that ask one more question before they are taken. */
export type Asking = 'level' | 'reroute' | 'defer';

/** The card that is open: whose, and at which question. */
export interface Opened {
	entryId: string;
	asking: Asking | null;
}
