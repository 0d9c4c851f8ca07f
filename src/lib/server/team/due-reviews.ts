/** « À revoir »: arrangements whose time is over, for coordination; each is written down as an opened file. */
import type { ArrangementToReview } from '#lib/contract/team-answers.ts';
import { recordAccesses } from '#lib/server/audit/access-log.ts';
import { admitted, type Asking, type PeopleHouse, type Refused } from '#lib/server/people/house.ts';
import { aliasOf, knownAt } from '#lib/server/people/known-at.ts';
import { readArrangements } from '#lib/server/store/arrangements.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

export interface DueReviews {
	readonly site: { readonly name: string; readonly timezone: string };
	readonly today: string;
	/** The one that ended first comes first. */
	readonly due: ArrangementToReview[];
}

/**
 * Those of one site, without people whom this account may not see.
 * @throws when the rows of the audit can't be written: nothing is shown.
 */
export async function readDueReviews(house: PeopleHouse, asking: Asking): Promise<DueReviews | Refused> {
	const actor = await admitted(house, asking, 'arrangement_review');
	if ('refused' in actor) return actor;
	const { siteId: chain, accountId: by } = asking;
	return (await house.database.write.begin(async (tx): Promise<DueReviews | Refused> => {
		const at = await house.clock(tx);
		const [site] = await tx<DueReviews['site'][]>`select name, timezone from site where id = ${chain}`;
		if (site === undefined) return { refused: 'not_found' };
		const today = localDayOf(at, site.timezone);
		const due = await readDue(tx, house, asking, { at, today });
		const access = {
			chain,
			by,
			kind: 'person_opened',
			details: { part: 'arrangement', step: 'due' }
		} as const;
		const accesses = due.map(({ personId }) => ({ ...access, personId }));
		if (accesses.length > 0) await recordAccesses(tx, chain, accesses, at);
		return { site, today, due };
	})) as DueReviews | Refused;
}

async function readDue(
	tx: Tx,
	{ keys }: PeopleHouse,
	asking: Asking,
	{ at, today }: { readonly at: number; readonly today: string }
): Promise<ArrangementToReview[]> {
	const kept = await readArrangements(tx, keys, { siteId: asking.siteId, endedBefore: today });
	const due: ArrangementToReview[] = [];
	for (const { id, personId, reason, helps, tell, place, hour, since, until, by } of kept) {
		const [known] = await knownAt(tx, asking, [personId], at);
		if (known === undefined || known.hidden) continue;
		const words = { reason, helps, tell, place, hour, since: since.toISOString(), until, by };
		due.push({ id, personId: known.id, alias: aliasOf(keys, known), ...words });
	}
	return due.sort((a, b) => a.until.localeCompare(b.until));
}
