/** What the page of one person is given before anybody asks to see them: nothing about them. */
import { may, type Read } from '#lib/domain/policy/policy.ts';
import {
	admitted,
	readSettings,
	type Asking,
	type PeopleHouse,
	type Refused
} from '#lib/server/people/house.ts';

export interface PersonPage {
	readonly site: { readonly id: string; readonly name: string; readonly timezone: string };
	readonly may: {
		readonly details: boolean;
		readonly healthNumber: boolean;
		readonly copy: boolean;
		readonly separate: boolean;
	};
}

/** For accounts that may do this with people of this site. */
export async function personPage(
	house: PeopleHouse,
	asking: Asking,
	read: Extract<Read, 'person' | 'person_export'>
): Promise<PersonPage | Refused> {
	const actor = await admitted(house, asking, read);
	if ('refused' in actor) return actor;
	const { read: sql } = house.database;
	const [site] = await sql<PersonPage['site'][]>`
		select id, name, timezone from site where id = ${asking.siteId}`;
	if (site === undefined) return { refused: 'not_found' };
	const { healthNumber } = await readSettings(sql);
	return {
		site,
		may: {
			details: may(actor, 'person_details'),
			healthNumber: healthNumber && may(actor, 'health_number'),
			copy: may(actor, 'person_export'),
			separate: may(actor, 'separate_people')
		}
	};
}

/** The real sites whose people this account may compare, in the network's order. */
export async function sitesToCompare(house: PeopleHouse, accountId: string): Promise<PersonPage['site'][]> {
	const sites = await house.database.read<PersonPage['site'][]>`
		select id, name, timezone from site where not practice order by position, id`;
	const actors = await Promise.all(
		sites.map(({ id: siteId }) => admitted(house, { accountId, siteId }, 'duplicates'))
	);
	return sites.filter((_, i) => !('refused' in (actors[i] ?? { refused: true })));
}
