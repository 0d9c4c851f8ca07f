/** People who chose to be known again: finding, opening and comparing them. Values travel in bodies, never in addresses. */
import { PURPOSES } from '#lib/contract/accesses.ts';
import { z } from '#lib/contract/schema.ts';

// Control characters and overrides of direction have no place in a name; they are refused, not stripped.
const printable = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
const said = (most: number) => z.string().trim().min(1).max(most).regex(printable).optional();

/** One of three ways back (R-P1, R-P3): alias and memory word, a card, or the code-mémoire. */
export const findPeopleBody = z
	.strictObject({ alias: said(80), word: said(80), card: said(40), memoryCode: said(20) })
	.refine(({ alias, card, memoryCode }) => [alias, card, memoryCode].filter(Boolean).length === 1, {
		path: ['alias'],
		error: 'required'
	})
	.refine(({ alias, word }) => (alias === undefined) === (word === undefined), {
		path: ['word'],
		error: 'required'
	});
export type FindPeopleBody = z.infer<typeof findPeopleBody>;

/** Without a purpose the answer is `purpose_needed`. */
export const openPersonBody = z.strictObject({ purpose: z.enum(PURPOSES).optional() });

const instant = z.iso.datetime();

export const foundPeopleAnswer = z.object({
	people: z.array(
		z.object({
			id: z.string(),
			alias: z.string().nullable(),
			/** At this site; null for somebody who has never been here. */
			lastSeenAt: instant.nullable(),
			/** On the list right now. */
			here: z.boolean(),
			/** One element of the code was other than remembered: a human asks, nothing is linked by itself. */
			maybe: z.literal(true).optional()
		})
	)
});
export type FoundPeopleAnswer = z.infer<typeof foundPeopleAnswer>;
export type FoundPerson = FoundPeopleAnswer['people'][number];

const rectification = z.object({
	field: z.string(),
	/** Null when it was erased, or when its kind is not for this account. */
	former: z.string().nullable(),
	/** Somebody had the value erased since, with all that stood before it. */
	erased: z.boolean(),
	at: instant,
	by: z.string()
});
const restriction = z.object({
	accountId: z.string(),
	/** The colleague's name. */
	account: z.string(),
	since: instant,
	by: z.string()
});
const access = z.object({
	at: instant,
	/** Null for an operator at the terminal. */
	by: z.string().nullable(),
	/** An `AccessKind`. */
	kind: z.string(),
	purpose: z.enum(PURPOSES).nullable(),
	site: z.string().nullable()
});
const disclosure = z.object({
	at: instant,
	by: z.string(),
	information: z.array(z.string()),
	recipient: z.string(),
	purpose: z.string()
});

export const personFileAnswer = z.object({
	person: z.object({
		/** The root: whoever asked for a merged key is told the person that it stands for. */
		id: z.string(),
		knownSince: instant,
		lastSeenAt: instant,
		knownElsewhere: z.boolean(),
		alias: z.string().nullable(),
		contact: z.string().nullable(),
		legalName: z.string().nullable(),
		/** Kept as keyed hashes: that there is one is all that anybody can tell. */
		hasWord: z.boolean(),
		hasCard: z.boolean(),
		/** Not there for roles that may not record it; the birth date is null when the number is not right. */
		healthNumber: z.object({ display: z.string(), birthDate: z.string().nullable() }).nullable().optional(),
		/** Of this site; of all sites when the person may be known elsewhere. The latest first. */
		visits: z.array(
			z.object({
				id: z.string(),
				siteId: z.string(),
				site: z.string(),
				day: z.string(),
				word: z.string(),
				services: z.array(z.object({ name: z.string(), status: z.string() }))
			})
		),
		rectifications: z.array(rectification),
		restrictions: z.array(restriction),
		accesses: z.array(access),
		disclosures: z.array(disclosure),
		/** Keys that were merged into this one, each of which can be separated again (R-P6). */
		merges: z.array(
			z.object({ personId: z.string(), alias: z.string().nullable(), at: instant, by: z.string() })
		)
	})
});
export type PersonFileAnswer = z.infer<typeof personFileAnswer>;
export type PersonShown = PersonFileAnswer['person'];

const comparedPerson = z.object({
	id: z.string(),
	alias: z.string().nullable(),
	lastSeenAt: instant.nullable(),
	visits: z.int()
});
export type ComparedPerson = z.infer<typeof comparedPerson>;

/** Why two could be one. A health-card number is never a reason (R-I11). */
export const LIKENESSES = ['same_alias', 'same_code', 'close_code'] as const;

export const duplicatesAnswer = z.object({
	pairs: z.array(
		z.object({
			/** The one known longer comes second: merging goes into it. */
			from: comparedPerson,
			into: comparedPerson,
			because: z.array(z.enum(LIKENESSES)),
			/** Somebody merged these two before, and separated them again. */
			separatedBefore: z.boolean()
		})
	),
	merges: z.array(
		z.object({
			personId: z.string(),
			alias: z.string().nullable(),
			intoAlias: z.string().nullable(),
			at: instant,
			by: z.string()
		})
	)
});
export type DuplicatesAnswer = z.infer<typeof duplicatesAnswer>;
