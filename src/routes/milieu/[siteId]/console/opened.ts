import type { Asking } from '../accueil/asking.ts';

/** The card that is open: whose, and at which question. */
export interface Opened {
	entryId: string;
	asking: Asking | null;
}
