/** One of everything that a site can have, made at two sites alike, so that the one can be named at the other. */
import type { HalteNode } from '../node-process.ts';
import { newId, signIn } from '../client.ts';
import { knownPerson } from '../people.ts';
import { pairDisplay } from '../screen.ts';
import { deviceIdIn, tabletOf, type Tablet } from '../tablet.ts';
import { GIVEN, HAND, THIRD } from './cast.ts';
import { aChange, aRoom, anAccount } from './house-stage.ts';
import { aParty, anArrangement } from './known.ts';
import { aLook } from './looks.ts';
import type { Thing } from './named-things.ts';
import { aBrokenGlass } from './review-stage.ts';
import { aDisplay, person, type Place, type Stage, type Things } from './stage.ts';

export interface AtSite {
	readonly stage: Stage;
	readonly things: Things & Readonly<Record<Thing, string>>;
	/** With a tile of the account among the things. */
	readonly tablet: Tablet;
}

/** Of whoever has a tile on the tablet. */
export const PIN = '482915';

const PLACE: Place = { service: GIVEN, inHandOf: null };
const MAKERS = [person(), anArrangement, aParty, aLook, aDisplay, aRoom, aChange, aBrokenGlass, anAccount];
let made = 0;

/** All of it. */
export async function everythingAt(stage: Stage, node: HalteNode): Promise<AtSite> {
	const { siteId, sql, hand } = stage;
	const nth = (made += 1);
	let things: Things = { siteId, thirdService: THIRD };
	for (const make of MAKERS) things = { ...things, ...(await make(stage, PLACE)) };
	const { accountId = '', visitId = '' } = things;
	// Before there is a passkey, which would be asked for.
	const { body } = await (await signIn(node, accountId)).get<{ sessions: { id: string }[] }>('/sessions');
	const tablet = await tabletOf(node, siteId, accountId, PIN);
	// Two memory codes that have nothing in common: one element may be other than remembered.
	const known = {
		card: `CARTE0000${nth}`.replace('I', '1'),
		memoryCode: nth % 2 === 0 ? 'NAER14' : 'TOQU58',
		alias: aliasAt(siteId)
	};
	const [passkeyId, areaId] = [newId(), `walk-area-${nth}`];
	await sql`
		insert into passkey (id, account_id, public_key, counter, transports, label, created_at)
		values (${passkeyId}, ${accountId}, '', 0, '{}', 'Téléphone', now())`;
	await sql`
		insert into room (site_id, id, name, kind, position)
		values (${siteId}, ${areaId}, ${`Coin de ${siteId}`}, 'area', ${200 + nth})`;
	const one = async (found: Promise<{ id: string }[]>) => (await found)[0]?.id ?? '';
	return {
		...{ stage, tablet },
		things: {
			...(things as AtSite['things']),
			...{ ...known, passkeyId, areaId, placeId: `${siteId}:${GIVEN}` },
			personId: await knownPerson(sql, { siteId, word: 'ici', ...known }),
			sessionId: body.sessions[0]?.id ?? '',
			deviceId: await deviceIdIn(sql, tablet),
			screenKey: await pairDisplay(hand, siteId),
			blockId: await one(sql`select id from block where site_id = ${siteId} and closed_at is null`),
			partyId: await one(sql`select party_id as id from visit where id = ${visitId}`),
			commandId: await one(sql`select id from command where site_id = ${siteId} and actor = ${HAND} limit 1`)
		}
	};
}

const aliasAt = (siteId: string) => `Quelqu’un de ${siteId}`;

/** The ids of these things, by which rows are found, and with them all that an answer elsewhere must not hold. */
export async function wordsOf({ stage: { siteId, sql } }: AtSite, things: Things) {
	// A party is no thing of its own: two sites may have one of the same number.
	const ids = Object.entries(things).flatMap(([name, id]) =>
		/Id$/.test(name) && name !== 'partyId' && id !== undefined ? [id] : []
	);
	const [site] = await sql<{ name: string }[]>`select name from site where id = ${siteId}`;
	return { ids, all: [...ids, site?.name ?? siteId, aliasAt(siteId), `Coin de ${siteId}`] };
}
