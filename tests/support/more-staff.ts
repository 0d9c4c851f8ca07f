/** More colleagues than the fictional network has, for rushes. */
import type { Sql } from 'postgres';
import { signIn, type Client } from './client.ts';
import type { HalteNode } from './node-process.ts';

/** So many new nurses of a site, with the demo's password; their names are « Collègue 1 », … */
async function addNurses(sql: Sql, siteId: string, count: number, prefix = 'nurse'): Promise<string[]> {
	const ids = Array.from({ length: count }, (_, index) => `${prefix}-${siteId}-${index + 1}`);
	const [{ hash }] = (await sql`select password_hash as hash from account limit 1`) as unknown as [
		{ hash: string }
	];
	await sql`insert into account ${sql(
		ids.map((id, index) => ({
			id,
			username: id,
			name: `Collègue ${index + 1}`,
			title: 'Infirmière',
			role: 'clinician',
			password_hash: hash,
			trained_on: new Date()
		}))
	)}`;
	await sql`insert into account_site ${sql(ids.map((id) => ({ account_id: id, site_id: siteId })))}`;
	await sql`insert into account_service ${sql(
		ids.map((id) => ({ account_id: id, site_id: siteId, service_id: 'infirmier' }))
	)}`;
	return ids;
}

/** New nurses, each signed in at one of the nodes in turn. */
export async function nursesAt(
	nodes: readonly HalteNode[],
	sql: Sql,
	siteId: string,
	count: number,
	prefix?: string
): Promise<Client[]> {
	const ids = await addNurses(sql, siteId, count, prefix);
	return Promise.all(ids.map((id, index) => signIn(nodes[index % nodes.length] as HalteNode, id)));
}
