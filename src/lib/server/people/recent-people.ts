/** Faces that the team knows: people seen at this site of late, to be picked by the name they chose (R-P1). */
import type { FoundPerson } from '#lib/contract/people.ts';
import { auditedRead } from '#lib/server/audit/access-log.ts';
import type { Asking, PeopleHouse } from '#lib/server/people/house.ts';
import { aliasOf, knownAt } from '#lib/server/people/known-at.ts';

/**
 * People seen at this site within the retention of recent aliases (90 days, R-P1), the latest first; nobody who does
 * not want to be seen by this account, nobody without a name. A clock that was set back shows nobody longer. The
 * caller has asked the policy. @throws when the row of the audit can't be written.
 */
export async function recentPeople(
	{ database, clock, keys }: PeopleHouse,
	asking: Asking
): Promise<{ people: FoundPerson[] }> {
	const { accountId, siteId } = asking;
	const access = { chain: siteId, kind: 'recent_people', by: accountId } as const;
	const rows = await auditedRead(database.write, clock, access, async (tx) => {
		const at = await clock(tx);
		const recent = await tx<{ id: string }[]>`
			select s.person_id as id from person_at_site s, retention r
			where s.site_id = ${siteId} and r.category = 'recent_aliases' and s.last_seen_at >=
				greatest(${new Date(at)}::timestamptz, (select max(at) from retention_run))
					- make_interval(
						months => case r.unit when 'month' then r.amount else 0 end,
						days => case r.unit when 'day' then r.amount else 0 end,
						hours => case r.unit when 'hour' then r.amount else 0 end)`;
		return knownAt(
			tx,
			asking,
			recent.map(({ id }) => id),
			at
		);
	});
	return {
		people: rows
			.filter(({ hidden, alias }) => !hidden && alias !== null)
			.map((row) => ({
				id: row.id,
				alias: aliasOf(keys, row),
				lastSeenAt: row.seenHereAt?.toISOString() ?? null,
				here: row.here
			}))
			.sort((a, b) => (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? ''))
	};
}
