/** Nobody on the list: a block that was just opened. */
import type { Sql } from 'postgres';
import { newId, type Client } from '../../support/client.ts';
import { seqOf } from './rows.ts';

/**
 * Closes the site's block and opens another; the site's number afterwards. Words of the day are given back: a real
 * day is over before four thousand people came, a night of histories is not.
 */
export async function freshBlock(sql: Sql, coordinator: Client, siteId: string): Promise<number> {
	await insist(coordinator, `/sites/${siteId}/blocks/close`);
	await sql`update visit set word = id::text where site_id = ${siteId}`;
	await insist(coordinator, `/sites/${siteId}/blocks/open`);
	return seqOf(sql, siteId);
}

/** Of a command that meets a database in trouble each time. */
const TRIES = 100;

async function insist(coordinator: Client, path: string): Promise<void> {
	const id = newId();
	let said = '';
	for (let i = 0; i < TRIES; i += 1) {
		const { status, text } = await coordinator.post(path, { id });
		if (status < 300) return;
		said = `${status} ${text}`;
	}
	throw new Error(`${path} answered ${said}`);
}
