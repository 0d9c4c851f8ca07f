/** What a look through the logs finds. */

/** `events` of a site, or `accesses` of a chain. */
export type LogName = 'events' | 'accesses';

/**
 * What is wrong with the first bad row: it, or what stands before it, is not what was written (`changed`); it has
 * no hash where it must have one (`unhashed`); it is no longer there (`missing`); it is the last one that is left,
 * and there were more (`cut`).
 */
export type FaultKind = 'changed' | 'unhashed' | 'missing' | 'cut';

export interface Fault {
	readonly log: LogName;
	readonly chain: string;
	/** `epoch.seq.ordinal` of an event, or the position of an access. */
	readonly row: string;
	readonly kind: FaultKind;
}

export interface Verified {
	/** Rows that hold. */
	readonly rows: number;
	/** Rows from before events had hashes; as many as were counted when the chain was begun, no more and no less. */
	readonly before: number;
	readonly fault: Fault | null;
}
