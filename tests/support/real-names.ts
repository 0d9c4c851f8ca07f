/** What the parameters of addresses name: one of each kind, at a site that has them all. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Names } from './addresses.ts';
import { firstEntry, newId, type Client } from './client.ts';

/** Somebody on the list, a screen, a session: all real, of this site and of `member`, who works there. */
export async function realNames(sql: Sql, member: Client, siteId: string): Promise<Names> {
	const visit = await member.register(siteId, { services: ['infirmier'] });
	const { look } = await member.do<{ look: { id: string } }>(`/sites/${siteId}/looks`, { signs: [] });
	const displayId = newId();
	await sql`
		insert into display (id, site_id, label, token_hash, approved_by, approved_at)
		values (${displayId}, ${siteId}, 'Entrée', ${newId()}, 'pa1', now())`;
	const [session] = await sql<{ id: string }[]>`select public_id as id from staff_session limit 1`;
	const personId = randomUUID();
	await sql`
		insert into person (id, site_id, created_at, last_seen_at) values (${personId}, ${siteId}, now(), now())`;
	await sql`
		insert into person_at_site (person_id, site_id, last_seen_at) values (${personId}, ${siteId}, now())`;
	return {
		siteId,
		personId,
		visitId: visit.id,
		entryId: firstEntry(visit),
		lookId: look.id,
		displayId,
		sessionId: session?.id ?? '',
		accountId: 'med1',
		// Of a register that holds none yet.
		incidentId: newId(),
		format: 'csv',
		userCode: 'BCDFGHJK',
		step: 'undo',
		unknown: 'nowhere'
	};
}

/** No route has heard of these. */
export const MADE_UP: Names = new Proxy({}, { get: () => newId() });
