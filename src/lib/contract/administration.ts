/** What the forms of the office may send: one schema per button, strict, with the limits. */
import { z } from '#lib/contract/schema.ts';
import { ADDRESS_FORMS, INCLUSIVE_STYLES, ROOM_KINDS } from '#lib/domain/administration/changes.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';

/** Ids of rows that are data: sites, services, rooms. */
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
// Control characters and overrides of direction have no place in a name; they are refused, not stripped.
const printable = /^[^\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u;
const named = (most: number) => z.string().trim().min(1).max(most).regex(printable);
/** A box that is ticked sends `on`; one that is not sends nothing. */
export const ticked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z
	.string()
	.regex(/^[1-7]$/)
	.transform(Number);
const several = z
	.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(130)).max(500))
	.default([]);

/** A day of the calendar, or nothing. */
export const dayOrNone = z.iso
	.date()
	.or(z.literal(''))
	.default('')
	.transform((day) => (day === '' ? null : day));
/** Of the latest training on privacy. */
const trainedOn = dayOrNone;
const name = named(80);
const title = named(80);
const role = z.enum(ROLES);
/** What somebody types to sign in: small letters, so that nobody has to remember which were large. */
export const username = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/);

export const accountForms = {
	/** `gives` holds `site:service`, `levels` and `sites` hold ids of sites. */
	create: z.strictObject({
		...{ username, name, title, role, trainedOn },
		...{ sites: several, gives: several, levels: several }
	}),
	rename: z.strictObject({ name, title }),
	role: z.strictObject({ role }),
	disable: z.strictObject({}),
	enable: z.strictObject({}),
	train: z.strictObject({ trainedOn }),
	/** One's own: nobody takes their own away and is out. */
	trainOwn: z.strictObject({ trainedOn: z.iso.date() }),
	place: z.strictObject({ siteId: code, services: several, maySetLevel: ticked }),
	takePlace: z.strictObject({ siteId: code }),
	code: z.strictObject({}),
	endSessions: z.strictObject({}),
	resetFactors: z.strictObject({}),
	takeBack: z.strictObject({ changeId: z.uuid().toLowerCase() })
} as const;

/** What is switched for the whole network. */
export const networkForms = {
	save: z.strictObject({
		...{ healthNumber: ticked, memoryCode: ticked },
		inclusiveStyle: z.enum(INCLUSIVE_STYLES).optional()
	})
} as const;

const room = { name: named(40) };
const written = (most: number) => z.string().trim().max(most).regex(printable).default('');
const block = z.strictObject({ weekday, startsAt: timeOfDay, endsAt: timeOfDay });

export const siteForms = {
	settings: z.strictObject({
		name: named(60),
		graceMinutes: z
			.string()
			.regex(/^\d{1,3}$/)
			.transform(Number)
			.pipe(z.number().max(240)),
		addressForm: z.enum(ADDRESS_FORMS),
		animalsAllowed: ticked
	}),
	/** Each may be left empty: what nobody knows yet. */
	emergencyCard: z.strictObject({
		address: written(200),
		naloxone: written(200),
		defibrillator: written(200),
		onCall: written(200)
	}),
	addRoom: z.strictObject({ ...room, kind: z.enum(ROOM_KINDS) }),
	renameRoom: z.strictObject({ roomId: code, ...room }),
	moveRoom: z.strictObject({ roomId: code, direction: z.enum(['up', 'down']) }),
	removeRoom: z.strictObject({ roomId: code }),
	addBlock: block,
	/** The block as it was, in the fields `was…`. */
	moveBlock: block.extend({ wasWeekday: weekday, wasStartsAt: timeOfDay, wasEndsAt: timeOfDay }),
	dropBlock: block,
	services: z.strictObject({ services: several, defaultService: code.or(z.literal('')).default('') })
} as const;

/** A site that did not exist. */
export const newSite = z.strictObject({
	siteId: code,
	name: named(60),
	kind: named(60),
	audience: named(60),
	timezone: z
		.string()
		.regex(/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){0,2}$/)
		.max(60)
});

export const deskForms = {
	revokeDisplay: z.strictObject({ siteId: code, displayId: z.uuid().toLowerCase() }),
	approveDisplay: z.strictObject({
		siteId: code,
		userCode: z.string().trim().min(1).max(20),
		label: z.string().trim().max(60).regex(printable).default('')
	}),
	revokeDevice: z.strictObject({ siteId: code, deviceId: z.uuid().toLowerCase() })
} as const;
