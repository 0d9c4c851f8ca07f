/** What was decided about somebody and undone again: for their copy, which leaves nothing out. */
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { readArrangements } from '#lib/server/store/arrangements.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** Restrictions, also those that were lifted. */
export async function readLifted(
	tx: Tx,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonCopy['restrictions']> {
	const rows = await tx<{ account: string; since: Date; by: string; lifted_at: Date | null }[]>`
		select who.name as account, r.set_at as since, setter.name as by, r.lifted_at
		from restriction r join account who on who.id = r.account_id join account setter on setter.id = r.set_by
		where r.person_id = any(${family as string[]}::uuid[]) or r.visit_id in (
			select id from visit where person_id = any(${family as string[]}::uuid[])) order by r.set_at`;
	return rows.map(({ since, lifted_at, ...row }) => ({
		...row,
		since: since.toISOString(),
		liftedAt: lifted_at?.toISOString() ?? null
	}));
}

/** Merges, also those that were undone. */
export async function readAllMerges(
	tx: Tx,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonCopy['merges']> {
	const rows = await tx<{ from_id: string; into_id: string; at: Date; undone_at: Date | null }[]>`
		select from_id, into_id, at, undone_at from person_merge
		where from_id = any(${family as string[]}::uuid[]) or into_id = any(${family as string[]}::uuid[])
		order by at, id`;
	return rows.map(({ from_id, into_id, at, undone_at }) => ({
		from: from_id,
		into: into_id,
		at: at.toISOString(),
		undoneAt: undone_at?.toISOString() ?? null
	}));
}

/** What was noted to help them, at every site, also what is over. @throws when the words of one do not open. */
export async function readCopiedArrangements(
	tx: Tx,
	keys: KeyRing,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonCopy['arrangements']> {
	const kept = await readArrangements(tx, keys, { family });
	return kept.map(({ site, reason, helps, tell, place, hour, since, until, by }) => ({
		...{ site, reason, helps, tell, place, hour },
		...{ since: since.toISOString(), until, by }
	}));
}
