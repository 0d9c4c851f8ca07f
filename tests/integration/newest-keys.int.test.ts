/** A rotation that comes at the worst moment: after the hashes of a look-up were made, before it is asked. */
import { expect, it } from 'vitest';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import { keyRing, newRingLine, parseRing, type KeyRing } from '#lib/server/keys/key-ring.ts';
import { saveKeyMark } from '#lib/server/store/key-marks.ts';
import { withNewestKeys } from '#lib/server/store/newest-keys.ts';
import { resealAll } from '#lib/server/store/reseal.ts';
import { insertPeople } from '../support/sealed-people.ts';
import { freshDatabase } from '../support/test-database.ts';

const FIRST = newRingLine(1);
const SECOND = newRingLine(2);
const masters = (text: string) => parseRing(text) ?? new Map<number, Buffer>();

/** A database with one person, all of whose rows change their key while somebody looks that person up. */
async function lookUpDuringRotation(ring: KeyRing): Promise<{ found: number; asked: number }> {
	const { sql } = await freshDatabase();
	const other = keyRing(masters(`${FIRST},${SECOND}`));
	await saveKeyMark(sql, 1, other.proof(1));
	const [person] = await insertPeople(sql, ring, { siteId: 'perron', count: 1 });
	let asked = 0;
	const rows = await withNewestKeys(sql, ring, async () => {
		const hashes = ring.indexes('alias_index', normalAlias(person?.alias ?? ''));
		asked += 1;
		if (asked === 1) {
			await saveKeyMark(sql, 2, other.proof(2));
			expect(await resealAll(sql, other)).toEqual({ written: 1, unreadable: 0 });
		}
		return sql`select 1 from person_personal where alias_index = any(${hashes})`;
	});
	return { found: rows.length, asked };
}

it('somebody is found all the same, with a second question', async () => {
	const ring = keyRing(masters(FIRST), () => masters(`${FIRST},${SECOND}`));
	expect(await lookUpDuringRotation(ring)).toEqual({ found: 1, asked: 2 });
	expect(ring.active).toBe(2);
});

it('whoever has both keys already needs one question', async () => {
	const ring = keyRing(masters(`${FIRST},${SECOND}`));
	ring.learn(new Map([[1, ring.proof(1)]]));
	expect(await lookUpDuringRotation(ring)).toEqual({ found: 1, asked: 1 });
});

it('whoever can’t have the new key is told so, and not that nobody is there', async () => {
	await expect(lookUpDuringRotation(keyRing(masters(FIRST)))).rejects.toThrow(
		'Il manque la clé 2 au trousseau de cette base.'
	);
});
