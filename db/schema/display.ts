/** Waiting-room screens, and pairings under way. */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#db/schema/columns.ts';
import { site } from '#db/schema/network.ts';

/** A waiting-room screen that a member of the team approved; it reads one site only. */
export const display = pgTable(
	'display',
	{
		id: uuid().primaryKey(),
		siteId: text()
			.notNull()
			.references(() => site.id),
		label: text().notNull(),
		/** SHA-256 of the token that the screen is known to keep; others of it are in `display_token_used`. */
		tokenHash: text().notNull().unique(),
		approvedBy: text().notNull(),
		approvedAt: instant().notNull(),
		revokedAt: instant(),
		revokedBecause: text(),
		/** When a member of the team said « vu » to a screen that was cut by itself. */
		acknowledgedAt: instant()
	},
	(t) => [
		index().on(t.siteId),
		check('cause_is_known', sql`${t.revokedBecause} in ('by_hand', 'token_reused')`)
	]
);

/**
 * Tokens of a screen besides its own one: handed over and not yet known to be kept, good for years; or given up, good
 * for a minute more. Whoever comes with one after `used_until` holds a copy (ADR 17).
 */
export const displayTokenUsed = pgTable(
	'display_token_used',
	{
		tokenHash: text().primaryKey(),
		displayId: uuid()
			.notNull()
			.references(() => display.id),
		usedUntil: instant().notNull()
	},
	(t) => [index().on(t.displayId)]
);

/** A pairing under way, in the shape of RFC 8628. */
export const displayPairing = pgTable(
	'display_pairing',
	{
		userCode: text().primaryKey(),
		deviceCodeHash: text().notNull().unique(),
		expiresAt: instant().notNull(),
		siteId: text().references(() => site.id),
		label: text(),
		approvedBy: text()
	},
	(t) => [index().on(t.expiresAt)]
);
