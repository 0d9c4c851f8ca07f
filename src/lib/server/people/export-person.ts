/** The copy of all that is held about somebody, for them (R-22.1; P-39.1 s. 27): written down, and in the register. */
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { readCopiedVisits } from '#lib/server/people/copied-visits.ts';
import { readHeldKeys } from '#lib/server/people/held-keys.ts';
import type { PeopleHouse, Refused } from '#lib/server/people/house.ts';
import { openAudited, type AskingPerson } from '#lib/server/people/open-person.ts';
import { readAccesses, readDisclosures } from '#lib/server/people/read-accesses.ts';
import { readRectifications } from '#lib/server/people/read-history.ts';
import { readCopiedArrangements, readLifted, readAllMerges } from '#lib/server/people/read-copied-history.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** In the register of communications (R-22.1, s. 265): the person themself, who asked for it. */
const RECIPIENT = 'la personne';
const PURPOSE = 'own_request';

/**
 * Everything, from every site, under every key. The number of a health card only through an account that may see it:
 * `leftOut` says so otherwise. The caller has asked the policy, and for a fresh session.
 * @throws when the row of the audit or the register can't be written: nothing is handed out.
 */
export async function exportPerson(
	house: PeopleHouse,
	{ actor, lang, ...asking }: AskingPerson,
	personId: string
): Promise<PersonCopy | Refused<'not_found' | 'file_unavailable'>> {
	const { keys } = house;
	const withNumber = may(actor, 'health_number');
	return openAudited(house, asking, personId, { kind: 'exported' }, async (tx, opened, at) => {
		const today = new Date(at).toISOString().slice(0, 10);
		const [names] = await tx<{ site: string; by: string; known_elsewhere: boolean }[]>`
			select site.name as site, account.name as by, person.known_elsewhere from site, account, person
			where site.id = ${asking.siteId} and account.id = ${asking.accountId} and person.id = ${opened.id}`;
		if (names === undefined) throw new Error('a copy is made by somebody, somewhere, of somebody');
		const held = await readHeldKeys(tx, keys, opened, { today, withNumber });
		const visits = await readCopiedVisits(tx, keys, opened, lang);
		const arrangements = await readCopiedArrangements(tx, keys, opened);
		const information = informationIn({ keys: held, visits, arrangements });
		const recorded = { id: house.newId(), at, by: asking.accountId, personId: opened.id };
		await recordCopy(tx, { ...recorded, siteId: asking.siteId, information });
		const rectifications = await readRectifications(tx, keys, opened);
		const isLeftOut = ({ field, erased }: { field: string; erased: boolean }) =>
			!withNumber && field === 'health_number' && !erased;
		const leavesOut =
			!withNumber && (held.some((key) => key.healthNumber.recorded) || rectifications.some(isLeftOut));
		return {
			format: 'halte-person-1' as const,
			madeAt: new Date(at).toISOString(),
			madeBy: names.by,
			site: names.site,
			leftOut: leavesOut ? ['health_number'] : [],
			knownElsewhere: names.known_elsewhere,
			keys: held,
			visits,
			rectifications: rectifications.map((row) => (isLeftOut(row) ? { ...row, former: null } : row)),
			restrictions: await readLifted(tx, opened),
			accesses: await readAccesses(tx, opened),
			disclosures: await readDisclosures(tx, opened),
			arrangements,
			merges: await readAllMerges(tx, opened)
		};
	});
}

/** What kinds of information are handed out, for the register; what nobody noted is not handed out either. */
function informationIn({
	keys,
	visits,
	arrangements
}: Pick<PersonCopy, 'keys' | 'visits' | 'arrangements'>): string[] {
	const values = [...keys, ...visits];
	const kinds: readonly (readonly [string, boolean])[] = [
		[
			'identity',
			values.some(({ alias }) => alias !== null) || keys.some(({ legalName }) => legalName !== null)
		],
		['contact', values.some(({ contact }) => contact !== null)],
		['health_number', keys.some(({ healthNumber }) => healthNumber.number !== undefined)],
		['visits', visits.length > 0],
		['notes', visits.some(({ note }) => note !== null)],
		['arrangements', arrangements.length > 0],
		['accesses', true],
		['disclosures', true]
	];
	return kinds.flatMap(([kind, isThere]) => (isThere ? [kind] : []));
}

interface Copy {
	readonly id: string;
	readonly at: number;
	readonly by: string;
	readonly siteId: string;
	readonly personId: string;
	readonly information: readonly string[];
}

async function recordCopy(tx: Tx, { id, at, by, siteId, personId, information }: Copy): Promise<void> {
	await tx`
		insert into disclosure (id, at, by, site_id, person_id, information, recipient, purpose)
		values (${id}, ${new Date(at)}, ${by}, ${siteId}, ${personId}, ${information as string[]}, ${RECIPIENT},
			${PURPOSE})`;
}
