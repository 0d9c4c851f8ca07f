/** The network as data: sites, rooms, services, reasons, routes, words. Nothing here is about a person. */
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	time,
	unique
} from 'drizzle-orm/pg-core';

export const site = pgTable('site', {
	id: text().primaryKey(),
	name: text().notNull(),
	kind: text().notNull(),
	audience: text().notNull(),
	timezone: text().notNull(),
	graceMinutes: smallint().notNull().default(30),
	addressForm: text({ enum: ['tu', 'vous'] })
		.notNull()
		.default('vous'),
	animalsAllowed: boolean().notNull().default(false),
	/** « Ça va toujours ? » is due this long after somebody was last asked, in minutes (R-I6). */
	recheckMinutes: smallint().notNull().default(60),
	/** The same for those who pass earlier today. */
	recheckSoonerMinutes: smallint().notNull().default(30),
	/** For practice: looks like a site, belongs to everybody of the team, is never counted. */
	practice: boolean().notNull().default(false),
	position: smallint().notNull()
});

export const room = pgTable(
	'room',
	{
		siteId: text()
			.notNull()
			.references(() => site.id),
		id: text().notNull(),
		name: text().notNull(),
		kind: text({ enum: ['care', 'area'] }).notNull(),
		position: smallint().notNull()
	},
	(t) => [primaryKey({ columns: [t.siteId, t.id] }), unique().on(t.siteId, t.name)]
);

export const service = pgTable('service', {
	id: text().primaryKey(),
	minutes: smallint().notNull(),
	pictogram: text().notNull(),
	position: smallint().notNull()
});

export const serviceText = pgTable(
	'service_text',
	{
		serviceId: text()
			.notNull()
			.references(() => service.id),
		lang: text().notNull(),
		name: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.serviceId, t.lang] })]
);

export const reason = pgTable('reason', {
	id: text().primaryKey(),
	pictogram: text().notNull(),
	private: boolean().notNull().default(false),
	position: smallint().notNull()
});

export const reasonText = pgTable(
	'reason_text',
	{
		reasonId: text()
			.notNull()
			.references(() => reason.id),
		lang: text().notNull(),
		name: text().notNull(),
		short: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.reasonId, t.lang] })]
);

/** A route is an ordered list of services: the first one open today receives. */
export const routeStep = pgTable(
	'route_step',
	{
		reasonId: text()
			.notNull()
			.references(() => reason.id),
		position: smallint().notNull(),
		serviceId: text()
			.notNull()
			.references(() => service.id)
	},
	(t) => [primaryKey({ columns: [t.reasonId, t.position] }), unique().on(t.reasonId, t.serviceId)]
);

export const siteNoun = pgTable(
	'site_noun',
	{
		siteId: text()
			.notNull()
			.references(() => site.id),
		noun: text().notNull(),
		pictogram: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.siteId, t.noun] })]
);

/** A noun in other languages, to read beside the ticket word; the word itself is never translated. */
export const nounText = pgTable(
	'noun_text',
	{
		noun: text().notNull(),
		lang: text().notNull(),
		text: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.noun, t.lang] })]
);

/** What a site offers in its blocks, and where people go when no route leads elsewhere. */
export const siteService = pgTable(
	'site_service',
	{
		siteId: text()
			.notNull()
			.references(() => site.id),
		serviceId: text()
			.notNull()
			.references(() => service.id),
		isDefault: boolean().notNull().default(false)
	},
	(t) => [primaryKey({ columns: [t.siteId, t.serviceId] })]
);

/** Recurring blocks of the week, in the site's local time (R-B1). */
export const weeklyBlock = pgTable(
	'weekly_block',
	{
		siteId: text()
			.notNull()
			.references(() => site.id),
		weekday: smallint().notNull(),
		startsAt: time({ precision: 0 }).notNull(),
		endsAt: time({ precision: 0 }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.siteId, t.weekday, t.startsAt] }),
		check('weekday_is_iso', sql`${t.weekday} between 1 and 7`),
		check('ends_after_start', sql`${t.endsAt} > ${t.startsAt}`)
	]
);

/** One row, so that a network's data is loaded once and only into an empty database. */
export const networkLoad = pgTable('network_load', {
	id: integer().primaryKey().default(1),
	source: text().notNull()
});
