/** Many people with names, as the house writes them, without the cost of as many commands. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { sealText } from '#lib/server/keys/sealed-text.ts';
import { wordText } from '#lib/server/store/person-values.ts';

export interface SealedPerson {
	readonly id: string;
	readonly alias: string;
	readonly word: string;
}

const AT_ONCE = 1_000;

/** Puts `count` people on a site's books, each with an alias of their own, a memory word and a contact. */
export async function insertPeople(
	sql: Sql,
	ring: KeyRing,
	{ siteId, count }: { siteId: string; count: number }
): Promise<SealedPerson[]> {
	const people = Array.from({ length: count }, (_, i) => ({
		id: randomUUID(),
		alias: `Éloïse ${i} d’À-côté`,
		word: `canot${i}`
	}));
	for (let from = 0; from < count; from += AT_ONCE) {
		const some = people.slice(from, from + AT_ONCE);
		const now = new Date();
		const persons = some.map(({ id }) => ({ id, site_id: siteId, created_at: now, last_seen_at: now }));
		const places = some.map(({ id }) => ({ person_id: id, site_id: siteId, last_seen_at: now }));
		const values = some.map(({ id, alias, word }) => ({
			person_id: id,
			alias: sealText(ring, 'alias', alias, id),
			alias_index: ring.index('alias_index', normalAlias(alias)),
			word_index: ring.index('memory_word', wordText(id, word)),
			contact: sealText(ring, 'contact', `${alias} au parc`, id),
			salt: 'salt'
		}));
		await sql.begin(async (tx) => {
			await tx`insert into person ${tx(persons)}`;
			await tx`insert into person_at_site ${tx(places)}`;
			await tx`insert into person_personal ${tx(values)}`;
		});
	}
	return people;
}
