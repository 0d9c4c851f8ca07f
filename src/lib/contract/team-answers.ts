/** What is answered about what a team wrote for itself (R-B4, R-Q11). */
import { z } from '#lib/contract/schema.ts';
import { ARRANGEMENT_REASONS } from '#lib/domain/arrangement/arrangement.ts';

export type { Piece } from '#lib/domain/identity/names-in-text.ts';

const instant = z.iso.datetime();

/** That it is kept; the words themselves stand on the page only. */
export const debriefAnswer = z.object({ debrief: z.object({ blockId: z.string(), keptAt: instant }) });

/** The page of a block's end: counts, and the note. Nobody's name. */
export interface DebriefShown {
	siteName: string;
	timezone: string;
	/** The latest, open or closed; null at a site that has had none. */
	block: { id: string; localDay: string; closed: boolean } | null;
	counts: { arrived: number; seen: number; left: number; deferred: number };
	/** Different people, an estimate: never shown without how many visits are linked (R-P7). */
	people: { about: number | null; linkedPercent: number };
	kept: { note: string; at: string; by: string } | null;
	/** Arrangements that wait to be looked at; null for those who do not look at them. */
	toReview: number | null;
}

const arrangement = z.object({
	id: z.string(),
	reason: z.enum(ARRANGEMENT_REASONS),
	helps: z.string(),
	tell: z.string().nullable(),
	place: z.string().nullable(),
	hour: z.string().nullable(),
	since: instant,
	/** The last local day on which it is shown. */
	until: z.iso.date(),
	/** The name of who wrote it. */
	by: z.string()
});
export type ArrangementShown = z.infer<typeof arrangement>;

/** The one that is shown today; null when none is. */
export const arrangementAnswer = z.object({ arrangement: arrangement.nullable() });
export type ArrangementAnswer = z.infer<typeof arrangementAnswer>;

/** One whose time is over, for coordination. */
export interface ArrangementToReview extends ArrangementShown {
	personId: string;
	alias: string | null;
}
