/** A site with a past and a list of today, and what its statements touch. */
import type { Sql } from 'postgres';
import { openDatabase, type Connection, type Database } from '#lib/server/store/database.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import { openBoards } from '#lib/server/views/boards.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { doorOn, registerAt, type Who } from './bench-door.ts';
import { buffersOf, type CountedStatement } from './buffers.ts';
import { callNextAt } from './call-next.ts';
import { fillHistory } from './fill-history.ts';
import { addAccounts, addSite } from './places.ts';

/** On the list while it is measured. */
const WAITING = 60;
export const WORKS = ['call-next', 'register', 'board'] as const;
export type Work = (typeof WORKS)[number];

export interface SiteWithPast extends Who {
	readonly pools: Database;
	readonly connection: Connection;
}

/** Makes it, with so many visits that are over. */
export async function siteWithPast(
	{ sql, connection }: { sql: Sql; connection: Connection },
	visits: number
): Promise<SiteWithPast> {
	const accounts = await addAccounts(sql, 'clinician', 1);
	const [actorId = ''] = accounts;
	const siteId = await addSite(sql, accounts);
	await fillHistory(sql, siteId, visits);
	const pools = openDatabase(connection);
	const door = doorOn(pools.write);
	for (let count = 0; count < WAITING; count += 1) await registerAt(door, { siteId, actorId });
	await sql`vacuum (analyze) visit, entry, event, command, site_head`;
	return { siteId, actorId, pools, connection };
}

/** The statements of each work, with the pages that each touches. */
export async function touchedBy(site: SiteWithPast): Promise<Record<Work, CountedStatement[]>> {
	const ports = { clock: databaseClock, keys: DEMO_RING };
	return {
		'call-next': await buffersOf(site.connection, (db) => callNextAt(doorOn(db), site)),
		register: await buffersOf(site.connection, (db) => registerAt(doorOn(db), site)),
		board: await buffersOf(site.connection, (db) => openBoards(db, ports).facts(site.siteId))
	};
}
