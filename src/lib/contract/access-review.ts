/** The monthly review of who looked at what (R-22.1 r. 2): what the page shows, and what its forms send. */
import { z } from '#lib/contract/schema.ts';
import type { AccessKind, GlassReason } from '#lib/contract/accesses.ts';

/** What made an access stand out. */
export type OddKind = 'own_name' | 'other_site' | 'outside_shift' | 'refused' | 'after_refusal';

const VERDICTS = ['justified', 'not_justified'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Accesses of one account on one day that stand out for the same reason. */
export interface OddShown {
	readonly odd: OddKind;
	readonly by: { readonly name: string; readonly title: string };
	/** ISO instants of the first and the last of them. */
	readonly from: string;
	readonly until: string;
	readonly count: number;
	/** What was done, each once. */
	readonly kinds: readonly AccessKind[];
	/** Ticket words of the visits that were opened, each once. */
	readonly words: readonly string[];
}

export interface GlassShown {
	readonly id: string;
	readonly at: string;
	readonly by: { readonly name: string; readonly title: string };
	readonly reason: GlassReason;
	readonly words: string | null;
	/** The ticket word of the visit; null when it is no more. */
	readonly word: string | null;
	readonly verdict: Verdict | null;
	readonly reviewedBy: string | null;
	/** Nobody judges what they did themselves. */
	readonly isOwn: boolean;
}

export interface ReviewShown {
	/** Accesses of the month in all. */
	readonly total: number;
	readonly odd: readonly OddShown[];
	readonly glasses: readonly GlassShown[];
	/** The month is over in the site's zone: it may be signed. */
	readonly isOver: boolean;
	readonly signed: { readonly at: string; readonly by: string; readonly remark: string | null } | null;
}

/** `YYYY-MM`. */
export const reviewMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
const siteId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);

export const reviewForms = {
	verdict: z.strictObject({ glassId: z.uuid().toLowerCase(), verdict: z.enum(VERDICTS) }),
	sign: z.strictObject({
		siteId,
		month: reviewMonth,
		remark: z
			.string()
			.trim()
			.max(1_000)
			.regex(/^[^\p{Cs}\u202A-\u202E\u2066-\u2069\0]*$/u)
			.default('')
	})
} as const;
