/** Opening somebody's file outside of a visit: with a purpose, written down first, refused to whom they named. */
import type { Purpose } from '#lib/contract/accesses.ts';
import type { PersonShown } from '#lib/contract/people.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import { recordAccess, type Access } from '#lib/server/audit/access-log.ts';
import { isKey, type Asking, type PeopleHouse, type Refused } from '#lib/server/people/house.ts';
import { isKnown, knownAt } from '#lib/server/people/known-at.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { readAccesses, readDisclosures } from '#lib/server/people/read-accesses.ts';
import { readMerges, readRectifications, readRestrictions } from '#lib/server/people/read-history.ts';
import { readHealthNumber, readValues } from '#lib/server/people/read-values.ts';
import { readVisits } from '#lib/server/people/read-visits.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** Who asks, and in which language they read what services are called. */
export interface AskingPerson extends Asking {
	readonly actor: Actor;
	readonly lang: string;
}

/**
 * The person that this key stands for. Somebody unknown here is not found; somebody who does not want to be seen by
 * this account is not available, and that is all that is told. The caller has asked the policy.
 * @throws when the row of the audit can't be written.
 */
export async function openPerson(
	house: PeopleHouse,
	{ actor, lang, ...asking }: AskingPerson,
	personId: string,
	purpose: Purpose
): Promise<{ person: PersonShown } | Refused<'not_found' | 'file_unavailable'>> {
	const { keys } = house;
	return openAudited(house, asking, personId, { kind: 'person_opened', purpose }, async (tx, opened) => {
		const [values, visits, rectifications, restrictions, merges, accesses, disclosures] = await Promise.all([
			readValues(tx, keys, opened),
			readVisits(tx, opened, lang),
			readRectifications(tx, keys, opened),
			readRestrictions(tx, opened),
			readMerges(tx, keys, opened),
			readAccesses(tx, opened),
			readDisclosures(tx, opened)
		]);
		const mayNumber = may(actor, 'health_number');
		const today = new Date(await house.clock(tx)).toISOString().slice(0, 10);
		const health = mayNumber ? { healthNumber: await readHealthNumber(tx, keys, opened, today) } : {};
		const seen = (field: string) => mayNumber || field !== 'health_number';
		return {
			person: {
				id: opened.id,
				...values,
				...health,
				visits,
				rectifications: rectifications.map((row) => (seen(row.field) ? row : { ...row, former: null })),
				restrictions,
				accesses,
				disclosures,
				merges
			}
		};
	});
}

type Kind = Pick<Access, 'kind' | 'purpose' | 'details'>;

/** One transaction: who may, the row, then the read. */
export async function openAudited<R>(
	{ database, clock }: PeopleHouse,
	asking: Asking,
	personId: string,
	kind: Kind,
	read: (tx: Tx, opened: Opened, at: number) => Promise<R>
): Promise<R | Refused<'not_found' | 'file_unavailable'>> {
	if (!isKey(personId)) return { refused: 'not_found' };
	return (await database.write.begin(async (tx) => {
		const at = await clock(tx);
		const [known] = await knownAt(tx, asking, [personId], at);
		if (known === undefined || !isKnown(known)) return { refused: 'not_found' };
		const access = { chain: asking.siteId, by: asking.accountId, personId: known.id };
		if (known.hidden) {
			await recordAccess(tx, { ...access, kind: 'person_refused' }, at);
			return { refused: 'file_unavailable' };
		}
		await recordAccess(tx, { ...access, ...kind }, at);
		const keys = await tx<{ id: string }[]>`
			select distinct id from person_family(${[known.id]}::uuid[]) order by id`;
		const onlySite = known.knownElsewhere || kind.kind === 'exported' ? null : asking.siteId;
		return read(tx, { id: known.id, family: keys.map(({ id }) => id), onlySite }, at);
	})) as R | Refused<'not_found' | 'file_unavailable'>;
}
