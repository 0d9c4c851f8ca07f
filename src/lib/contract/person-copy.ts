/** The copy of all that is held about a person, in a structured and common format (R-22.1; P-39.1 s. 27). */
import { PURPOSES } from '#lib/contract/accesses.ts';
import { companyNoted } from '#lib/contract/company-noted.ts';
import { ANSWER_STATUSES } from '#lib/contract/questions.ts';
import { z } from '#lib/contract/schema.ts';
import { ARRANGEMENT_REASONS } from '#lib/domain/arrangement/arrangement.ts';

const instant = z.iso.datetime();
const by = z.string();

/** What one key held; a person who was merged has several. */
const held = z.object({
	key: z.string(),
	knownSince: instant,
	lastSeenAt: instant,
	alias: z.string().nullable(),
	contact: z.string().nullable(),
	legalName: z.string().nullable(),
	/** Kept as keyed hashes, which nobody can read back. */
	memoryWord: z.boolean(),
	card: z.boolean(),
	memoryCode: z.boolean(),
	/** The number itself only where the account that makes the copy may see it. */
	healthNumber: z.object({
		recorded: z.boolean(),
		number: z.string().optional(),
		birthDate: z.string().nullable().optional()
	})
});

const visitCopy = z.object({
	site: z.string(),
	day: z.string(),
	word: z.string(),
	arrivedAt: instant,
	alias: z.string().nullable(),
	contact: z.string().nullable(),
	note: z.string().nullable(),
	reasons: z.array(z.string()),
	callBy: z.string(),
	language: z.string().nullable(),
	peerWanted: z.string(),
	traineeAccepted: z.string(),
	...companyNoted,
	healthCard: z.string(),
	notice: z.object({ version: z.int(), language: z.string(), way: z.string() }).nullable(),
	followUpOn: z.string().nullable(),
	services: z.array(z.object({ name: z.string(), status: z.string(), level: z.string() })),
	/** What was said to questions, as they were asked; without values where a column above holds the value. */
	answers: z.array(
		z.object({ question: z.string(), status: z.enum(ANSWER_STATUSES), values: z.array(z.string()) })
	),
	steps: z.array(z.object({ at: instant, what: z.string(), by }))
});

export const personCopyAnswer = z.object({
	format: z.literal('halte-person-1'),
	madeAt: instant,
	madeBy: by,
	site: z.string(),
	/** What a copy made by this account leaves out; empty when nothing is. */
	leftOut: z.array(z.string()),
	knownElsewhere: z.boolean(),
	keys: z.array(held),
	visits: z.array(visitCopy),
	rectifications: z.array(
		z.object({ field: z.string(), former: z.string().nullable(), erased: z.boolean(), at: instant, by })
	),
	restrictions: z.array(z.object({ account: z.string(), since: instant, by, liftedAt: instant.nullable() })),
	accesses: z.array(
		z.object({
			at: instant,
			by: z.string().nullable(),
			kind: z.string(),
			purpose: z.enum(PURPOSES).nullable(),
			site: z.string().nullable()
		})
	),
	disclosures: z.array(
		z.object({
			at: instant,
			by,
			information: z.array(z.string()),
			recipient: z.string(),
			purpose: z.string()
		})
	),
	/** « Modalités d’accueil », also those whose time is over. */
	arrangements: z.array(
		z.object({
			site: z.string(),
			reason: z.enum(ARRANGEMENT_REASONS),
			helps: z.string(),
			tell: z.string().nullable(),
			place: z.string().nullable(),
			hour: z.string().nullable(),
			since: instant,
			until: z.iso.date(),
			by
		})
	),
	merges: z.array(z.object({ from: z.string(), into: z.string(), at: instant, undoneAt: instant.nullable() }))
});
export type PersonCopy = z.infer<typeof personCopyAnswer>;
