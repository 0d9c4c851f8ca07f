/** Sites and colleagues that the fictional network does not have: a run begins at a site where nobody was yet. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';

/** The site that the others are copies of, and a service that it offers. */
const LIKE = 'halo';
export const SERVICE = 'infirmier';
const PARTS = ['site_noun', 'room', 'site_service'] as const;

/** So many accounts of a role with the demo's password; they belong nowhere yet. */
export async function addAccounts(
	sql: Sql,
	role: 'peer_helper' | 'clinician',
	count: number
): Promise<string[]> {
	const ids = Array.from({ length: count }, (_, index) => `bench-${role.replace('_', '-')}-${index + 1}`);
	for (const id of ids)
		await sql`
			insert into account (id, username, name, title, role, password_hash, trained_on)
			select ${id}, ${id}, ${id}, title, ${role}, password_hash, current_date from account where role = ${role} limit 1`;
	return ids;
}

/** A site with an open block, where these accounts work and give the service. */
export async function addSite(sql: Sql, accounts: readonly string[]): Promise<string> {
	const id = `bench-${randomUUID()}`;
	const block = randomUUID();
	await sql.begin(async (tx) => {
		const copy = (table: string, key: string, changed: object) => tx`
			insert into ${tx(table)}
			select (jsonb_populate_record(row, ${tx.json(changed as never)})).* from ${tx(table)} row
			where row.${tx(key)} = ${LIKE}`;
		await copy('site', 'id', { id, name: id });
		await tx`insert into site_head (site_id) values (${id})`;
		for (const part of PARTS) await copy(part, 'site_id', { site_id: id });
		await tx`
			insert into block (id, site_id, local_day, starts_at, ends_at)
			select ${block}, id, (now() at time zone timezone)::date, now() - interval '1 hour', now() + interval '12 hours'
			from site where id = ${id}`;
		await tx`
			insert into block_service (block_id, service_id, is_default)
			select ${block}, service_id, is_default from site_service where site_id = ${id}`;
		for (const account of accounts) {
			await tx`insert into account_site (account_id, site_id) values (${account}, ${id})`;
			await tx`
				insert into account_service (account_id, site_id, service_id) values (${account}, ${id}, ${SERVICE})`;
		}
	});
	return id;
}
