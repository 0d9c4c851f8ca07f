/**
 * Somebody who chose to be known again: a random key, and nothing here that identifies (R-P1).
 *
 *     known → merged into another → known again (separated)
 *
 * Visits keep the key under which they were made, so that separating restores both histories (R-P6).
 */
export interface Person {
	readonly id: string;
	/** The person that this one was merged into, at the end of the line; its own id when it was not. */
	readonly rootId: string;
	/** The next one in the line of merges; null at its end. */
	readonly mergedInto: string | null;
	/** Seen at this site before. */
	readonly here: boolean;
	/** « On peut se reconnaître ailleurs », ticked by the person (R-P4). */
	readonly knownElsewhere: boolean;
}

/** An account that may not see somebody: of a person, or of one visit of somebody without a key (R-22.1, s. 7). */
export interface Restriction {
	readonly id: string;
	readonly personId: string | null;
	readonly visitId: string | null;
	readonly accountId: string;
	/** Until when (ms) this account opened it all the same, for a reason that is reviewed; null when it did not. */
	readonly glassUntil: number | null;
}

/** Whether there is a health card, never its number. */
export const HEALTH_CARDS = [
	'yes',
	'no',
	'lost',
	'expired',
	'other_province',
	'pfsi',
	'unknown',
	'declined',
	'not_asked'
] as const;
export type HealthCard = (typeof HEALTH_CARDS)[number];

/** How somebody was told what is noted about them (R-22.1, s. 14). */
export const NOTICE_WAYS = ['said', 'read', 'listened', 'declined'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

export interface Notice {
	readonly version: number;
	readonly language: string;
	readonly way: NoticeWay;
}

/** Somebody of the team goes on looking after this; `on` is a local day. */
export interface FollowUp {
	readonly by: string;
	readonly on: string;
}
