/** What a team may write for itself: the note after a block, and what helps somebody for a while (R-B4, R-Q11). */
import { z } from '#lib/contract/schema.ts';
import { ARRANGEMENT_REASONS } from '#lib/domain/arrangement/arrangement.ts';

// Lines and tabs belong to a text; other control characters and overrides of direction do not.
const printable = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069])*$/u;
const words = (least: number, most: number) =>
	z
		.string()
		.transform((typed) => typed.replaceAll('\r\n', '\n').trim())
		.pipe(z.string().min(least).max(most).regex(printable));
const id = z.uuid().toLowerCase();

const note = words(1, 2000);
/** The block that the note is about; the latest of the site when nothing is said. */
const blockId = id.optional();
/** When the note that one saw was kept: somebody else's since then is not written over. */
const seenAt = z.iso.datetime().optional();

/** `evenSo`: what was taken for a name is nobody's, and somebody says so. */
export const debriefBody = z.strictObject({ id, note, evenSo: z.boolean().default(false), blockId, seenAt });
export type DebriefBody = Omit<z.infer<typeof debriefBody>, 'id'>;

/** `asked`: the very text of which somebody says so; a text that was changed since is searched again. */
export const debriefForm = z
	.strictObject({
		note,
		blockId,
		seenAt: seenAt.or(z.literal('').transform(() => undefined)),
		evenSo: z.literal('on').optional(),
		asked: words(0, 2000).optional()
	})
	.transform(({ evenSo, asked, ...rest }): DebriefBody => {
		return { ...rest, evenSo: evenSo === 'on' && asked === rest.note };
	});

/** A text of a form, or nothing. */
const some = (most: number) =>
	words(0, most)
		.optional()
		.transform((typed) => typed || null);

export const arrangementBody = z.strictObject({
	id,
	reason: z.enum(ARRANGEMENT_REASONS),
	helps: words(1, 500),
	tell: some(120),
	place: some(120),
	hour: some(120),
	until: z.iso.date(),
	/** The person knows that this is written, and what. */
	personInformed: z.literal(true)
});
export type ArrangementBody = z.infer<typeof arrangementBody>;

const extension = { until: z.iso.date(), arrangementId: id };
export const arrangementReviewBody = z.discriminatedUnion('outcome', [
	z.strictObject({ id, arrangementId: id, outcome: z.literal('ended') }),
	/** Another one with the same words and a new end. */
	z.strictObject({ id, ...extension, outcome: z.literal('extended'), personInformed: z.literal(true) })
]);
export type ArrangementReview = z.infer<typeof arrangementReviewBody>;

/** The buttons of the list of those that wait: about whom, and which. */
export const reviewForms = {
	end: z.strictObject({ personId: id, arrangementId: id }),
	extend: z.strictObject({ personId: id, ...extension, informed: z.literal('on') })
} as const;
