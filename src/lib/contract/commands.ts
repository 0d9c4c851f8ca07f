/** What may be asked over the wire: one schema per call, strict, with the limits. */
import { notedOverBody } from '#lib/contract/noted.ts';
import { answersBody } from '#lib/contract/questions.ts';
import { GLASS_REASONS, PURPOSES } from '#lib/contract/accesses.ts';
import { z } from '#lib/contract/schema.ts';
import { parseMemoryCode } from '#lib/domain/identity/memory-code.ts';
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import { HEALTH_CARDS, NOTICE_WAYS } from '#lib/domain/person/state.ts';
import {
	ANIMAL_SPECIES,
	ANIMAL_TEMPERS,
	ANSWERS,
	CALL_WAYS,
	DEFERRALS,
	INTERPRETER_GENDERS,
	INTERPRETER_MODES,
	LEVELS,
	LEVEL_CAUSES,
	OUTCOMES,
	PARTY_MODES,
	REROUTE_TIMES,
	SUBJECTS
} from '#lib/domain/visit/state.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The client's id of the command; the same id again gives the same answer, byte for byte. */
const id = z.uuid().toLowerCase();
/** Ids of rows that are data: sites, services, reasons, rooms. */
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const language = z.string().regex(/^[a-z]{2,4}(-[A-Za-z0-9]{2,8})?$/);
const ageMs = z.int().min(0).max(DAY_MS);
// Control characters and overrides of direction have no place in a name; they are refused, not stripped.
const printable = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
const alias = z.string().trim().min(1).max(80).regex(printable);
const lines = /^[^\p{Cs}\u202A-\u202E\u2066-\u2069\0]*$/u;
const note = z.string().trim().min(1).max(500).regex(lines);
const contact = z.string().trim().min(1).max(120).regex(printable);
const room = code.optional();

const animal = z.strictObject({ species: z.enum(ANIMAL_SPECIES), temper: z.enum(ANIMAL_TEMPERS) });

const answers = {
	alias: alias.nullable().optional(),
	note: note.nullable().optional(),
	callBy: z.enum(CALL_WAYS).optional(),
	language: language.nullable().optional(),
	peerWanted: z.enum(ANSWERS).optional(),
	traineeAccepted: z.enum(ANSWERS).optional(),
	reasons: z.array(code).max(8).optional(),
	contact: contact.nullable().optional(),
	healthCard: z.enum(HEALTH_CARDS).optional(),
	/** « Ça presse ? » */
	pressing: z.enum(ANSWERS).optional(),
	quietCorner: z.enum(ANSWERS).optional(),
	dimLight: z.enum(ANSWERS).optional(),
	/** The animal itself, or the one that came along; null when there is none after all. */
	animal: animal.nullable().optional(),
	ageMs: ageMs.optional(),
	answers: answersBody.optional()
};

/** A person's key is random and made by the client; a version 4 tells nothing, not even a time (R-P1). */
const personKey = z.uuid().toLowerCase();
/** What somebody is known by. Null erases. */
const known = {
	alias: alias.nullable().optional(),
	contact: contact.nullable().optional(),
	/** The memory word; kept as a keyed hash only. */
	word: z.string().trim().min(2).max(40).regex(printable).nullable().optional(),
	/** The code on the card that the person may keep or throw away: ten characters of Crockford's base 32. */
	card: z
		.string()
		.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)
		.nullable()
		.optional(),
	knownElsewhere: z.boolean().optional()
};
/** Code-mémoire, « NAER14 » (R-P3); each element may be XX. */
const memoryCode = z
	.string()
	.trim()
	.max(24)
	.regex(printable)
	.refine((text) => parseMemoryCode(text) !== null);
const localDay = z.iso.date();

const bare = z.strictObject({ id });

export const registerBody = z.strictObject({
	id,
	visitId: id.optional(),
	services: z.array(code).max(8).optional(),
	partyId: id.optional(),
	/** Without it: as the party already is, else together. */
	partyMode: z.enum(PARTY_MODES).optional(),
	subject: z.enum(SUBJECTS).optional(),
	/** An animal's human; for a person, somebody whose party they come in. */
	withVisitId: id.optional(),
	/** Somebody who was recognised before. */
	personId: personKey.optional(),
	word: z
		.string()
		.max(24)
		.regex(/^[\p{L}-]{2,16} [1-9]\d?$/u)
		.optional(),
	...answers
});
/** The shortest path as a plain form: one reason or none, and when the page was made. */
export const plainRegisterForm = z.strictObject({
	id,
	visitId: id,
	reason: code.or(z.literal('')).default(''),
	since: z.coerce.number().int().min(0)
});
export const callNextBody = z.strictObject({
	id,
	services: z.array(code).min(1).max(20).optional(),
	room,
	alsoCall: z.boolean().optional()
});

/** Bodies of `POST /entries/{entryId}/{step}`, by the step's word in the address. */
export const entryBodies = {
	// Choosing somebody is deliberate: `still_calling` is said only to a screen that asks for it with false.
	call: z.strictObject({ id, room, alsoCall: z.boolean().optional() }),
	recall: bare,
	start: bare,
	complete: z.strictObject({ id, outcome: z.enum(OUTCOMES).optional() }),
	absent: bare,
	release: bare,
	'take-over': z.strictObject({ id, room }),
	reroute: z.strictObject({ id, service: code, when: z.enum(REROUTE_TIMES).optional() }),
	level: z
		.strictObject({ id, level: z.enum(LEVELS), cause: z.enum(LEVEL_CAUSES).optional() })
		.refine(({ level, cause }) => level === 'arrival_order' || cause !== undefined, {
			path: ['cause'],
			error: 'required'
		}),
	defer: z.strictObject({ id, to: z.enum(DEFERRALS).optional() }),
	cancel: z.strictObject({ id, redirected: z.boolean().optional() }),
	undo: bare
} as const;
export type EntryStep = keyof typeof entryBodies;

/** Bodies of `POST /visits/{visitId}/{step}`. */
export const visitBodies = {
	'step-out': bare,
	return: bare,
	leave: bare,
	reopen: bare,
	details: z.strictObject({ id, ...answers, over: notedOverBody.optional() }),
	answers: z.strictObject({ id, answers: answersBody.min(1) }),
	identify: z.strictObject({
		id,
		personId: personKey,
		isNew: z.boolean(),
		...known,
		memoryCode: memoryCode.nullable().optional()
	}),
	notice: z.strictObject({ id, version: z.int().min(1).max(32_000), language, way: z.enum(NOTICE_WAYS) }),
	restrict: z.strictObject({ id, accountId: z.string().min(1).max(64).regex(printable) }),
	'lift-restriction': z.strictObject({ id, accountId: z.string().min(1).max(64).regex(printable) }),
	merge: z.strictObject({ id, otherVisitId: id }),
	'follow-up': z.strictObject({ id, on: localDay.nullable() }),
	group: z.strictObject({ id, withVisitId: id, mode: z.enum(PARTY_MODES) }),
	ungroup: bare,
	/** In which area of the site they wait; null when nobody knows. */
	where: z.strictObject({ id, room: code.nullable() }),
	/** « Ça va toujours ? » was asked. */
	'check-in': bare,
	interpreter: z.strictObject({
		id,
		language,
		mode: z.enum(INTERPRETER_MODES),
		gender: z.enum(INTERPRETER_GENDERS).optional(),
		noRelative: z.boolean().optional()
	}),
	'interpreter-confirmed': bare,
	'interpreter-withdrawn': bare
} as const;
export type VisitStep = keyof typeof visitBodies;

/** Bodies of `POST /sites/{siteId}/people/{personId}/{step}`. */
export const personBodies = {
	details: z.strictObject({
		id,
		...known,
		legalName: z.string().trim().min(1).max(120).regex(printable).nullable().optional(),
		memoryCode: memoryCode.nullable().optional()
	}),
	/** As typed, scanned or read by a camera: a wrong number warns, it never blocks. */
	'health-number': z.strictObject({
		id,
		number: z.string().trim().min(1).max(200).regex(printable).nullable()
	}),
	merge: z.strictObject({ id, intoId: personKey }),
	separate: bare
} as const;
export type PersonStep = keyof typeof personBodies;

/** Bodies of `POST /sites/{siteId}/blocks/{step}`. */
export const blockBodies = {
	open: z.strictObject({
		id,
		endsInMinutes: z.int().min(15).max(720).optional()
	}),
	close: bare
} as const;

export const signInBody = z.strictObject({
	username: z.string().min(1).max(64),
	password: z.string().min(1).max(256)
});
export const pinBody = z.strictObject({
	accountId: z.string().min(1).max(64).regex(printable),
	pin: z.string().regex(/^\d{6}$/)
});
/** The site whose page stays open when somebody is left alone with the screen. */
export const leaveAloneBody = z.strictObject({ siteId: code });
export const approveBody = z.strictObject({
	siteId: code,
	label: z.string().trim().max(60).regex(printable).optional()
});
/** « Vu » to the notice of a screen that was cut. Saying it twice is saying it once. */
export const acknowledgeBody = bare;
export const displayTokenBody = z.strictObject({ deviceCode: z.string().min(20).max(100) });
export const emptyBody = z.strictObject({});

/** « Bris de glace »: why a closed file has to open now. The words are sealed, and read by whoever reviews. */
export const breakGlassBody = z.strictObject({
	reason: z.enum(GLASS_REASONS),
	words: z.string().trim().min(3).max(500).regex(lines)
});
/** `?purpose=` of a file. */
export const purposeQuery = z.enum(PURPOSES).nullable();

/** `?audience=` of a board; without it, the account's usual one. */
export const audienceQuery = z.enum(AUDIENCES).optional();

export type RegisterBody = z.infer<typeof registerBody>;
export type CallNextBody = z.infer<typeof callNextBody>;
export type EntryStepBody = {
	[S in EntryStep]: { step: S; body: z.infer<(typeof entryBodies)[S]> };
}[EntryStep];
export type VisitStepBody = {
	[S in VisitStep]: { step: S; body: z.infer<(typeof visitBodies)[S]> };
}[VisitStep];
export type PersonStepBody = {
	[S in PersonStep]: { step: S; body: z.infer<(typeof personBodies)[S]> };
}[PersonStep];
