/** Doors and keys of the staff: enrolled devices, sessions, second factors, one-time codes. */
import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { account } from '#db/schema/account.ts';
import { bytes, instant } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';

const ofAccount = () =>
	text()
		.notNull()
		.references(() => account.id);

/** A shared tablet of one site. The key is in a cookie that scripts can't read. */
export const device = pgTable(
	'device',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		label: text().notNull(),
		/** SHA-256 of the key. */
		keyHash: text().notNull().unique(),
		enrolledBy: ofAccount(),
		enrolledAt: instant().notNull(),
		lastSeenAt: instant().notNull(),
		revokedAt: instant()
	},
	(t) => [index().on(t.siteId)]
);

/** Who signed in fully on a device, and so has a tile there for 12 h. */
export const deviceMember = pgTable(
	'device_member',
	{
		deviceId: uuid()
			.notNull()
			.references(() => device.id),
		accountId: ofAccount(),
		fullSignInAt: instant().notNull(),
		/** The account's epoch at that sign-in: whatever ends its sessions ends the tile. Nought is no epoch. */
		accountEpoch: integer().notNull().default(0),
		/** Wrong PINs since then; five, and only a full sign-in helps. */
		pinTries: smallint().notNull().default(0)
	},
	(t) => [primaryKey({ columns: [t.deviceId, t.accountId] })]
);

/** `id` is the SHA-256 of what the cookie holds: the table alone opens no door. */
export const staffSession = pgTable(
	'staff_session',
	{
		id: text().primaryKey(),
		/** What a list of sessions names this one by. */
		publicId: uuid().notNull().unique(),
		accountId: ofAccount(),
		deviceId: uuid().references(() => device.id),
		/** The account's epoch when it began: disabling, a new role, « partout » and the like raise it and end this session. */
		accountEpoch: integer().notNull(),
		level: text().notNull(),
		/** The one site that somebody who is alone with the screen may register at. */
		aloneAt: text().references(() => site.id),
		/** « Chrome, Android »: so that its owner recognises it. */
		browser: text().notNull(),
		startedAt: instant().notNull(),
		/** Last touch by a person; sockets and polls do not count. */
		lastActiveAt: instant().notNull(),
		endsAt: instant().notNull(),
		/** Until then, exports, keys and account screens open without asking again. */
		freshUntil: instant()
	},
	(t) => [
		index().on(t.accountId),
		index().on(t.deviceId),
		index().on(t.endsAt),
		check('session_level_is_known', sql`${t.level} in ('password', 'locked', 'alone', 'pin', 'full')`),
		check('alone_is_at_a_site', sql`(${t.level} = 'alone') = (${t.aloneAt} is not null)`)
	]
);

/** The time-based second factor. The secret is encrypted; a code is good once. */
export const totp = pgTable('totp', {
	accountId: text()
		.primaryKey()
		.references(() => account.id),
	secret: bytes().notNull(),
	createdAt: instant().notNull(),
	/** The public id of the session that began it: no other one is shown the secret, or confirms it. */
	begunBy: uuid(),
	/** Null until its owner has shown one right code. */
	confirmedAt: instant(),
	/** The last step of 30 s whose code was taken. */
	lastStep: bigint({ mode: 'number' }).notNull().default(0)
});

export const recoveryCode = pgTable(
	'recovery_code',
	{
		accountId: ofAccount(),
		/** Keyed hash. */
		codeHash: text().notNull(),
		usedAt: instant()
	},
	(t) => [primaryKey({ columns: [t.accountId, t.codeHash] })]
);

export const passkey = pgTable(
	'passkey',
	{
		/** The credential's id, base64url. */
		id: text().primaryKey(),
		accountId: ofAccount(),
		publicKey: bytes().notNull(),
		counter: bigint({ mode: 'number' }).notNull(),
		transports: text().array().notNull(),
		label: text().notNull(),
		createdAt: instant().notNull(),
		lastUsedAt: instant()
	},
	(t) => [index().on(t.accountId)]
);

/** What a browser was asked to sign; good once, for some minutes. */
export const passkeyChallenge = pgTable(
	'passkey_challenge',
	{
		challenge: text().primaryKey(),
		/** Whose; null while signing in without a name. */
		accountId: text().references(() => account.id),
		purpose: text().notNull(),
		expiresAt: instant().notNull()
	},
	(t) => [
		index().on(t.expiresAt),
		check('purpose_is_known', sql`${t.purpose} in ('register', 'sign_in', 'step_up')`)
	]
);

/** A code from a coordinator for somebody who forgot: 10 minutes, once, a few tries. */
export const oneTimeCode = pgTable('one_time_code', {
	accountId: text()
		.primaryKey()
		.references(() => account.id),
	codeHash: text().notNull(),
	issuedBy: text(),
	expiresAt: instant().notNull(),
	tries: smallint().notNull().default(0)
});
