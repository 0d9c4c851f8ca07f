/** People who work here: accounts, and what they give at which site. */
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text
} from 'drizzle-orm/pg-core';
import { service, site } from '#db/schema/network.ts';

export const account = pgTable(
	'account',
	{
		id: text().primaryKey(),
		username: text().notNull().unique(),
		name: text().notNull(),
		title: text().notNull(),
		role: text().notNull(),
		/** argon2id, PHC string; null until its owner has chosen one. */
		passwordHash: text(),
		/** argon2id over a keyed hash, PHC string; of use on enrolled devices only. */
		pinHash: text(),
		disabled: boolean().notNull().default(false),
		/** The last privacy training (R-22.1 r. 2): without one of the last twelve months nothing opens. */
		trainedOn: date(),
		/** Raised by whatever ends the account's sessions: every node compares it and cuts old sockets; tiles end with it. */
		epoch: integer().notNull().default(1)
	},
	(t) => [
		check(
			'role_is_known',
			sql`${t.role} in ('peer_helper', 'host_worker', 'clinician', 'trainee', 'coordinator', 'evaluator', 'administrator')`
		)
	]
);

export const accountSite = pgTable(
	'account_site',
	{
		accountId: text()
			.notNull()
			.references(() => account.id),
		siteId: text()
			.notNull()
			.references(() => site.id),
		maySetLevel: boolean().notNull().default(false)
	},
	(t) => [primaryKey({ columns: [t.accountId, t.siteId] }), index('accounts_of_a_site').on(t.siteId)]
);

export const accountService = pgTable(
	'account_service',
	{
		accountId: text().notNull(),
		siteId: text().notNull(),
		serviceId: text()
			.notNull()
			.references(() => service.id)
	},
	(t) => [
		primaryKey({ columns: [t.accountId, t.siteId, t.serviceId] }),
		foreignKey({
			columns: [t.accountId, t.siteId],
			foreignColumns: [accountSite.accountId, accountSite.siteId]
		})
	]
);
