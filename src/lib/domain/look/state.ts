/**
 * « Coup d’œil »: somebody of the team saw a sign, or is not sure, and asks a clinician to come and look (R-I4).
 *
 *     asked → acknowledged → closed        asked → closed (whoever asked takes it back)
 *
 * The place and the person's exact words are no part of it: they are kept apart, and erased (R-P5).
 */
export interface Look {
	readonly id: string;
	readonly blockId: string;
	/** Null for somebody who is not on the list. */
	readonly visitId: string | null;
	/** Observable signs; may be none: not being sure is a reason to ask. */
	readonly signs: readonly string[];
	readonly askedBy: string;
	readonly askedAt: number;
	/** Who was told, and when; each once. */
	readonly told: readonly Told[];
	readonly acknowledged: Said | null;
	readonly closed: Said | null;
}

interface Said {
	readonly by: string;
	readonly at: number;
}

interface Told {
	readonly accountId: string;
	readonly at: number;
}
