/** What was put right about somebody, whom they do not want to be seen by, and which keys are theirs. */
import type { PersonShown } from '#lib/contract/people.ts';
import type { KeyRing, Purpose } from '#lib/server/keys/key-ring.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { opened } from '#lib/server/people/read-values.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface RectificationRow {
	id: string;
	/** The purpose that the former value was sealed for. */
	field: Purpose;
	former: Buffer | null;
	at: Date;
	by: string;
}

/** What stood before, the latest first (R-22.1; R-P6 of merged keys too). */
export async function readRectifications(
	tx: Tx,
	keys: KeyRing,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonShown['rectifications']> {
	const rows = await tx<RectificationRow[]>`
		select r.id, r.field, r.former, r.at, a.name as by from person_rectification r join account a on a.id = r.by
		where r.person_id = any(${family as string[]}::uuid[]) order by r.at desc, r.id desc`;
	return rows.map(({ id, field, former, at, by }) => ({
		field,
		former: opened(keys, field, former, id),
		// Without a former value nothing is written here: one that is not there any more was erased.
		erased: former === null,
		at: at.toISOString(),
		by
	}));
}

/** Colleagues who may not see the person, or a visit that turned out to be theirs; those that were lifted are gone. */
export async function readRestrictions(
	tx: Tx,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonShown['restrictions']> {
	const rows = await tx<{ accountId: string; account: string; since: Date; by: string }[]>`
		select r.account_id as "accountId", who.name as account, min(r.set_at) as since, min(setter.name) as by
		from restriction r join account who on who.id = r.account_id join account setter on setter.id = r.set_by
		where r.lifted_at is null and (r.person_id = any(${family as string[]}::uuid[]) or r.visit_id in (
			select id from visit where person_id = any(${family as string[]}::uuid[])))
		group by r.account_id, who.name order by since`;
	return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** Keys that were merged into this person and not separated since. */
export async function readMerges(
	tx: Tx,
	keys: KeyRing,
	{ family }: Pick<Opened, 'family'>
): Promise<PersonShown['merges']> {
	const rows = await tx<{ from_id: string; alias: Buffer | null; at: Date; by: string }[]>`
		select m.from_id, v.alias, m.at, a.name as by from person_merge m join account a on a.id = m.by
			left join person_personal v on v.person_id = m.from_id
		where m.undone_at is null and m.from_id = any(${family as string[]}::uuid[]) order by m.at desc`;
	return rows.map(({ from_id, alias, at, by }) => ({
		personId: from_id,
		alias: opened(keys, 'alias', alias, from_id),
		at: at.toISOString(),
		by
	}));
}
