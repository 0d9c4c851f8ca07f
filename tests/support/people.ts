/** People who chose to be known, made without a visit of today: at which sites, how long ago, under which values. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { memoryCodeTexts, parseMemoryCode } from '#lib/domain/identity/memory-code.ts';
import { savePersonValues, type PersonValues } from '#lib/server/store/person-values.ts';
import { newId, type Client, type Visit } from './client.ts';
import { DEMO_RING } from './demo-ring.ts';

export interface Known extends Omit<PersonValues, 'memoryCode'> {
	readonly siteId?: string;
	/** Other sites where they were seen. */
	readonly alsoAt?: readonly string[];
	readonly daysAgo?: number;
	readonly knownElsewhere?: boolean;
	readonly memoryCode?: string;
	/** Who wrote it down. */
	readonly by?: string;
}

/** Somebody known; their key. */
export async function knownPerson(sql: Sql, known: Known = {}): Promise<string> {
	const { siteId = 'perron', alsoAt = [], daysAgo = 0, knownElsewhere = false, by = 'pa1' } = known;
	const id = randomUUID();
	const at = new Date(Date.now() - daysAgo * 86_400_000);
	await sql.begin(async (tx) => {
		await tx`
			insert into person (id, site_id, created_at, last_seen_at, known_elsewhere)
			values (${id}, ${siteId}, ${at}, ${at}, ${knownElsewhere})`;
		for (const site of [siteId, ...alsoAt])
			await tx`insert into person_at_site (person_id, site_id, last_seen_at) values (${id}, ${site}, ${at})`;
		const { alias, word, card, contact, legalName, healthNumber, memoryCode } = known;
		const code = memoryCode === undefined ? undefined : textsOf(memoryCode);
		const values = { alias, word, card, contact, legalName, healthNumber, memoryCode: code };
		const change = { personId: id, salt: 'salt', by, at: at.getTime(), newId: () => newId() };
		await savePersonValues(tx, DEMO_RING, change, values);
	});
	return id;
}

function textsOf(text: string) {
	const code = parseMemoryCode(text);
	return code === null ? null : memoryCodeTexts(code);
}

/** A visit of today under this key. */
export async function visitOf(
	sql: Sql,
	staff: Client,
	personId: string,
	siteId = 'perron',
	body: object = { services: ['infirmier'] }
): Promise<Visit> {
	const visit = await staff.register(siteId, body);
	await sql`update visit set person_id = ${personId} where id = ${visit.id}`;
	return visit;
}

/** « Pas cette personne de l’équipe. » */
export async function keepFrom(
	sql: Sql,
	accountId: string,
	about: { personId: string } | { visitId: string },
	siteId = 'perron'
): Promise<string> {
	const id = newId();
	const [personId, visitId] = 'personId' in about ? [about.personId, null] : [null, about.visitId];
	await sql`
		insert into restriction (id, person_id, visit_id, account_id, site_id, set_at, set_by)
		values (${id}, ${personId}, ${visitId}, ${accountId}, ${siteId}, now(), 'pa1')`;
	return id;
}

/** The first is the second from now on. */
export async function merged(sql: Sql, from: string, into: string, siteId = 'perron'): Promise<void> {
	await sql`update person set merged_into = ${into} where id = ${from}`;
	await sql`
		insert into person_merge (id, from_id, into_id, site_id, at, by)
		values (${newId()}, ${from}, ${into}, ${siteId}, now(), 'coo1')`;
}

/** And no more. */
export async function separated(sql: Sql, from: string): Promise<void> {
	await sql`update person set merged_into = null where id = ${from}`;
	await sql`
		update person_merge set undone_at = now(), undone_by = 'coo1' where from_id = ${from} and undone_at is null`;
}

/** What was written down about reads, in order: who, what, about whom. */
export function accessesTo(sql: Sql, chain: string) {
	return sql<
		{ by: string; kind: string; person_id: string | null; purpose: string | null; details: object }[]
	>`
		select by, kind, person_id, purpose, details from access_log where chain = ${chain} order by position`;
}
