/** Somebody whose password was right and who still owes a second factor. */
import type { Sql } from 'postgres';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import { Client, newId } from './client.ts';
import type { HalteNode } from './node-process.ts';

/** A session in which nothing but the second factor can be shown. */
export async function halfSignedIn(node: HalteNode, sql: Sql, accountId: string): Promise<Client> {
	const token = newToken();
	await sql`
		insert into staff_session
			(id, public_id, account_id, account_epoch, level, browser, started_at, last_active_at, ends_at)
		select ${hashToken(token)}, ${newId()}, id, epoch, 'password', '', now(), now(), now() + interval '1 hour'
		from account where id = ${accountId}`;
	return new Client(node, `halte_session=${token}`);
}
