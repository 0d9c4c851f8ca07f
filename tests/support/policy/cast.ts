/** One of each role who gives a service, and one who gives none, at one site; strangers; and who sets the stage. */
import type { Sql } from 'postgres';
import { ROLES, type Actor, type Role } from '#lib/domain/policy/roles.ts';
import { deviceCookieName } from '#lib/server/auth/cookie.ts';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import { newId, signIn, type Client } from '../client.ts';
import type { HalteNode } from '../node-process.ts';
import { pairDisplay } from '../screen.ts';

export const OWN = 'perron';
export const FOREIGN = 'escale';
/** Whoever works at one of these works beside it too, and gives nothing there. */
const BESIDES: Readonly<Record<string, string>> = { [OWN]: 'tandem', [FOREIGN]: 'nichee' };
/** What those of the cast give who give something. */
export const GIVEN = 'infirmier';
/** Offered at both sites, given by nobody of the cast. */
export const NOT_GIVEN = 'dentaire';
/** Offered too, and wanted by nobody yet. */
export const THIRD = 'ecoute';
/** Works at both sites and gives everything: makes what the cast then acts on. */
export const HAND = 'walk-hand';

export interface Member {
	/** « clinician who gives ». */
	readonly title: string;
	readonly role: Role;
	readonly actor: Actor;
	readonly client: Client;
	/** Came in by a PIN: it opens the clinic's work alone. */
	readonly byPin: boolean;
	/** The cookie of somebody just like them, to be ended, renamed or disabled without harm. */
	twin(): Promise<string>;
}

/** What becomes of somebody's cookie, as the server sees it. */
export type SessionState = 'none' | 'pending' | 'locked' | 'alone' | 'untrained' | 'open';

/** Somebody who may not go in, whatever they hold in their hand. */
export interface Stranger {
	readonly title: string;
	readonly cookie: string;
	/** Never open. */
	readonly session: SessionState;
	readonly hasTablet: boolean;
	twin(): Promise<string>;
}

export interface Troupe {
	readonly cast: readonly Member[];
	/** Of the cast, but would have to show once more who they are. */
	readonly stale: readonly Member[];
	readonly strangers: readonly Stranger[];
	readonly hand: Client;
}

/** Engages everybody and signs them in, once. */
export async function engage(sql: Sql, node: HalteNode): Promise<Troupe> {
	const gives = ROLES.map((role) => ({ id: `walk-${role}-gives`, role, services: [GIVEN] }));
	const plain = ROLES.map((role) => ({ id: `walk-${role}`, role, services: [] as string[] }));
	const people: Person[] = [...gives, ...plain];
	const everything = [GIVEN, NOT_GIVEN, THIRD];
	await hire(sql, [...people, { id: HAND, role: 'clinician', services: everything }]);
	await place(sql, FOREIGN, { id: HAND, role: 'clinician', services: everything });
	const hand = await signIn(node, HAND);
	return {
		cast: await Promise.all(people.map((person) => memberOf(sql, node, person))),
		stale: await engageStale(sql, node),
		strangers: await engageStrangers(sql, node, hand),
		hand
	};
}

async function memberOf(sql: Sql, node: HalteNode, person: Person): Promise<Member> {
	const { id, role, services } = person;
	const actor = { id, role, gives: new Set(services), maySetLevel: services.length > 0 };
	const title = services.length > 0 ? `${role} who gives` : role;
	const twin = async () => (await signIn(node, await hireLike(sql, person))).cookie;
	return { title, role, actor, client: await signIn(node, id), byPin: false, twin };
}

async function engageStale(sql: Sql, node: HalteNode): Promise<Member[]> {
	const stale: Member[] = [];
	for (const role of ['clinician', 'coordinator', 'administrator'] as const) {
		for (const level of ['full', 'pin']) {
			const id = `walk-${role}-${level}`;
			await hire(sql, [{ id, role, services: [GIVEN] }]);
			const member = await memberOf(sql, node, { id, role, services: [GIVEN] });
			const freshUntil = level === 'full' ? null : sql`fresh_until`;
			await sql`
				update staff_session set level = ${level}, fresh_until = ${freshUntil} where account_id = ${id}`;
			const how = level === 'full' ? 'who came in a while ago' : 'who came in by PIN';
			stale.push({ ...member, byPin: level === 'pin', title: `${role} ${how}` });
		}
	}
	return stale;
}

async function engageStrangers(sql: Sql, node: HalteNode, hand: Client): Promise<Stranger[]> {
	const [name = ''] = hand.cookie.split('=');
	const screenKey = `${name}=${await pairDisplay(hand, OWN)}`;
	const holding = (title: string, cookie: string): Stranger => ({
		...{ title, cookie, session: 'none', hasTablet: false },
		twin: () => Promise.resolve(cookie)
	});
	const atLevel = async (title: string, session: SessionState): Promise<Stranger> => {
		const level = session === 'pending' ? 'password' : session;
		const twin = async () => {
			const id = await hireLike(sql, { id: `walk-${level}`, role: 'clinician', services: [GIVEN] });
			const { cookie } = await signIn(node, id);
			const aloneAt = session === 'alone' ? OWN : null;
			await sql`
				update staff_session set level = ${level}, alone_at = ${aloneAt} where account_id = ${id}`;
			return cookie;
		};
		return { title, cookie: await twin(), session, hasTablet: false, twin };
	};
	const untrained = async () => {
		const id = await hireLike(sql, { id: 'walk-untrained', role: 'administrator', services: [GIVEN] });
		const { cookie } = await signIn(node, id);
		await sql`update account set trained_on = current_date - interval '13 months' where id = ${id}`;
		return cookie;
	};
	const { key } = await enrolTablet(sql, OWN);
	return [
		holding('nobody', ''),
		holding('a made-up session', `${name}=made-up`),
		holding('the key of a screen', screenKey),
		{ ...holding('a tablet that nobody took up', `${deviceCookieName(false)}=${key}`), hasTablet: true },
		await atLevel('a nurse whose second factor is due', 'pending'),
		await atLevel('a nurse whose session is locked', 'locked'),
		await atLevel('somebody who was left alone with a screen', 'alone'),
		{
			...{ title: 'an administrator whose training is over', cookie: await untrained() },
			...{ session: 'untrained' as const, hasTablet: false, twin: untrained }
		}
	];
}

/** A shared tablet of a site. */
export async function enrolTablet(sql: Sql, siteId: string): Promise<{ id: string; key: string }> {
	const [id, key] = [newId(), newToken()];
	await sql`
		insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
		values (${id}, ${siteId}, 'Tablette', ${hashToken(key)}, ${HAND}, now(), now())`;
	return { id, key };
}

let twins = 0;

/** Somebody with the same role, place and services; their id. */
async function hireLike(sql: Sql, person: Person): Promise<string> {
	const id = `${person.id}-${(twins += 1)}`;
	await hire(sql, [{ ...person, id }]);
	return id;
}

interface Person {
	readonly id: string;
	readonly role: Role;
	readonly services: readonly string[];
}

/** Accounts with the demo's password, at one site and the one beside it. */
export async function hire(sql: Sql, people: readonly Person[], siteId = OWN): Promise<void> {
	const [known] = await sql<{ hash: string }[]>`
		select password_hash as hash from account where password_hash is not null limit 1`;
	const rows = people.map(({ id, role }) => ({
		...{ id, role, username: id, name: `Collègue ${id}`, title: 'Équipe' },
		password_hash: known?.hash ?? null,
		trained_on: new Date()
	}));
	await sql`insert into account ${sql(rows)}`;
	for (const person of people) {
		await place(sql, siteId, person);
		await place(sql, BESIDES[siteId] ?? siteId, { ...person, services: [] });
	}
}

async function place(sql: Sql, siteId: string, { id, services }: Person): Promise<void> {
	const trusted = services.length > 0;
	await sql`
		insert into account_site (account_id, site_id, may_set_level) values (${id}, ${siteId}, ${trusted})`;
	const rows = services.map((service_id) => ({ account_id: id, site_id: siteId, service_id }));
	if (rows.length > 0) await sql`insert into account_service ${sql(rows)}`;
}
