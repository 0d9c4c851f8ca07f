/** « Coup d’œil » and what is counted without a place, over the wire. */
import { z } from '#lib/contract/schema.ts';

const id = z.uuid().toLowerCase();
/** Ids of rows that are data: signs, rooms, kinds. */
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const accountId = z
	.string()
	.min(1)
	.max(64)
	.regex(/^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u);
/** The exact words, on several lines if need be; no overrides of direction. */
const lines = /^[^\p{Cs}\u202A-\u202E\u2066-\u2069\0]*$/u;

const bare = z.strictObject({ id });

export const LOOK_WORDS_MOST = 500;

/** Everything but the id may be left out: not being sure is a reason to ask. */
export const lookBody = z.strictObject({
	id,
	lookId: id.optional(),
	visitId: id.nullable().optional(),
	signs: z.array(code).max(20).default([]),
	room: code.nullable().optional(),
	words: z.string().trim().min(1).max(LOOK_WORDS_MOST).regex(lines).optional(),
	told: z.array(accountId).max(20).optional()
});

/** Bodies of `POST /looks/{lookId}/{step}`. */
export const lookBodies = {
	acknowledge: bare,
	tell: z.strictObject({ id, accountId }),
	close: bare
} as const;
export type LookStep = keyof typeof lookBodies;

/** Bodies of `POST /sites/{siteId}/tallies` and `…/take-back`. */
export const tallyBody = z.strictObject({ id, kind: code });

export type LookBody = z.infer<typeof lookBody>;
export type LookStepBody = {
	[S in LookStep]: { step: S; body: z.infer<(typeof lookBodies)[S]> };
}[LookStep];

export const lookAnswer = z.object({ look: z.object({ id: z.string() }), seq: z.int() });
export const tallyAnswer = z.object({
	tally: z.object({ kind: z.string(), count: z.int() }),
	seq: z.int()
});
