/** A chain of years is read through: no limit that holds for views stops the proof. */
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { eventHash } from '#lib/server/store/chain.ts';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/test-database.ts';

const SITE = 'perron';

it('tens of thousands of rows are read through, however long that takes', async () => {
	const many = await freshDatabase();
	const { sql } = many;
	const at = Date.UTC(2026, 0, 5);
	let hash: string | null = null;
	const rows = Array.from({ length: 20_000 }, (_, i) => {
		const event = { siteId: SITE, epoch: 1, seq: i + 1, ordinal: 0, at: at + i, by: 'pa1', visitId: null };
		const commandId = '00000000-0000-4000-8000-000000000000';
		const whole = { ...event, commandId, type: 'VisitSteppedOut', data: {} };
		hash = eventHash(hash, whole);
		return {
			...{ site_id: SITE, epoch: 1, seq: i + 1, ordinal: 0, command_id: commandId, type: whole.type },
			...{ visit_id: null, at: new Date(at + i).toISOString(), by: 'pa1', data: {}, hash }
		};
	});
	await sql`insert into event select * from jsonb_populate_recordset(null::event, ${sql.json(rows)})`;
	await sql`update site_head set chain_head = ${hash} where site_id = ${SITE}`;
	// As short against these rows as the node's own limit is against years of them.
	const hurried = postgres({ ...(many.connection as object), max: 1 });
	atEnd(() => hurried.end());
	// Not with the connection: what the driver asks first is not in a hurry.
	await hurried`set statement_timeout = 100`;
	const { faults, events: sites } = await verifyLogs(hurried, null);
	expect(faults).toEqual([]);
	expect(sites.get(SITE)).toMatchObject({ rows: rows.length });
});
