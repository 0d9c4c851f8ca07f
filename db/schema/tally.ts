/** A coffee, a needle kit, a chat: counted with one touch, without a place on the list (R-R6). */
import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { block } from '#db/schema/queue.ts';

export const tallyKind = pgTable('tally_kind', {
	id: text().primaryKey(),
	pictogram: text().notNull(),
	position: smallint().notNull()
});

export const tallyKindText = pgTable(
	'tally_kind_text',
	{
		kindId: text()
			.notNull()
			.references(() => tallyKind.id),
		lang: text().notNull(),
		name: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.kindId, t.lang] })]
);

export const blockTally = pgTable(
	'block_tally',
	{
		blockId: uuid()
			.notNull()
			.references(() => block.id),
		kindId: text()
			.notNull()
			.references(() => tallyKind.id),
		count: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.blockId, t.kindId] }),
		check('count_is_not_negative', sql`${t.count} >= 0`)
	]
);
