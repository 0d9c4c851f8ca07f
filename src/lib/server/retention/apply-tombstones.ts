/** After a restore: what an older copy of the database brought back is erased again. */
import { erasePeople, eraseVisitValues } from '#lib/server/retention/erase.ts';
import type { Tombstone, Tombstones } from '#lib/server/retention/tombstones.ts';
import type { Db } from '#lib/server/store/database.ts';

/** How many an older copy had brought back. */
export interface Again {
	readonly visits: number;
	readonly people: number;
}

const TOGETHER = 1_000;

/** Erases whatever the file names and the database still has; twice is as good as once. */
export async function applyTombstones(sql: Db, tombstones: Tombstones): Promise<Again> {
	const stones = await tombstones.read();
	return {
		visits: await eraseNamed(sql, stones, 'visit'),
		people: await eraseNamed(sql, stones, 'person')
	};
}

async function eraseNamed(sql: Db, stones: readonly Tombstone[], kind: Tombstone['kind']): Promise<number> {
	const ids = stones.flatMap((stone) => (stone.kind === kind ? [stone.id] : []));
	let erased = 0;
	for (let from = 0; from < ids.length; from += TOGETHER) {
		const some = ids.slice(from, from + TOGETHER);
		const there = await stillThere(sql, kind, some);
		if (there.length === 0) continue;
		await sql.begin(async (tx) => {
			const gone = await (kind === 'visit' ? eraseVisitValues(tx, there) : erasePeople(tx, there));
			erased += gone.length;
		});
	}
	return erased;
}

/** Asked first, so that a start without anything to do takes no lock. */
async function stillThere(sql: Db, kind: Tombstone['kind'], ids: readonly string[]): Promise<string[]> {
	const rows =
		kind === 'visit'
			? await sql<{ id: string }[]>`
				select visit_id as id from visit_personal where visit_id = any(${ids as string[]}::uuid[]) order by id`
			: await sql<{ id: string }[]>`
				select id from person where id = any(${ids as string[]}::uuid[]) order by id`;
	return rows.map(({ id }) => id);
}
