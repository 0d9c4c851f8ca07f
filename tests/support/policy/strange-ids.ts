/** Requests about one's own site in which one single id is that of another site. */
import { NETWORK_WIDE } from '#lib/domain/policy/policy.ts';
import { newId } from '../client.ts';
import { ALSO, ASKED, DRAWN } from './asked.ts';
import { isAllowed } from './asks.ts';
import { CALLS } from './calls.ts';
import { GIVEN, type Troupe } from './cast.ts';
import { callDoor, formDoor, pageDoor, type Door } from './doors.ts';
import { inputs, type Input } from './inputs.ts';
import { thingNamed, type Thing } from './named-things.ts';
import { PAGES } from './pages.ts';
import type { Place, Things } from './stage.ts';
import type { FormRow, PageRow } from './rows.ts';

/** A place in a request where an id of something stands. */
export type Named = Input & { readonly thing: Thing };

/** A door, and all ids that its request may hold. */
export interface Asked {
	readonly title: string;
	readonly door: Door;
	readonly named: readonly Named[];
}

/** Every door whose request may name something of a site; what changes the whole site comes last. */
export function doorsThatName(): Asked[] {
	const all = inputs();
	return [...calls(), ...Object.entries(PAGES).flatMap(([page, row]) => pageAndForms(page, row))]
		.map(({ title, door }): Asked => {
			const named = all.flatMap((input) => {
				const thing = input.door === door.key ? thingNamed(input) : null;
				return thing ? [{ ...input, thing }] : [];
			});
			return { title, door, named };
		})
		.filter(({ named }) => named.length > 0)
		.sort((one, other) => Number(one.door.isAlone) - Number(other.door.isAlone));
}

type Titled = Pick<Asked, 'title' | 'door'>;

function calls(): Titled[] {
	return [
		...Object.entries(CALLS).map(([key, row]) => ({
			title: key,
			door: callDoor(key, { ...row, ...ASKED[key] })
		})),
		...ALSO.flatMap(({ key, title, ...more }) => {
			const row = CALLS[key];
			return row === undefined ? [] : [{ title, door: callDoor(key, { ...row, ...more }) }];
		})
	];
}

function pageAndForms(page: string, row: PageRow): Titled[] {
	const formOf = (name: string, form: FormRow): Titled => {
		const title = `${page}?/${name}`;
		return { title, door: formDoor(page, name, { ...form, ...ASKED[title] }) };
	};
	const forms = Object.entries(row.forms ?? {}).map(([name, form]) => formOf(name, form));
	return [{ title: page, door: pageDoor(page, row) }, ...forms];
}

/** Somebody who may do this at their own site and has another one that is not theirs. */
export interface Asker {
	readonly title: string;
	readonly cookie: string;
	/** What they may be asked about. */
	readonly place: Place;
	twin(): Promise<string>;
}

const PLACE: Place = { service: GIVEN, inHandOf: null, role: 'peer_helper' };

/** One of each role that may; nobody of those who belong to every site. `tablet` is the cookie of one of the site. */
export function askersOf({ asks }: Door, { cast, strangers }: Troupe, tablet: string): Asker[] {
	if (asks.of === 'tablet')
		return [{ title: 'a tablet', cookie: tablet, twin: () => Promise.resolve(tablet), place: PLACE }];
	if (asks.of === 'alone')
		return strangers.filter(({ session }) => session === 'alone').map((one) => ({ ...one, place: PLACE }));
	return cast.flatMap(({ title, role, actor, client, twin }) => {
		const place = [PLACE, { ...PLACE, inHandOf: actor.id }].find((one) =>
			isAllowed(asks, actor, { ...one, lastStepBy: one.inHandOf })
		);
		if (place === undefined || NETWORK_WIDE.includes(role)) return [];
		return [{ title, cookie: client.cookie, place, twin }];
	});
}

export type Request = ReturnType<Door['requestOf']>;

/** The request about one's own things, but for one id. */
export function withOneId(door: Door, things: Things, { at, field }: Named, id: string): Request {
	const asked = door.requestOf(things);
	switch (at) {
		case 'path':
			return { ...asked, path: door.requestOf({ ...things, [field]: id }).path };
		case 'query':
			return { ...asked, path: `${asked.path}?${new URLSearchParams({ [field]: id })}` };
		case 'body':
			return { ...asked, body: withField(door.key, asked.body ?? {}, field, id) };
		case 'message':
			throw new Error(`${door.key} is no request`);
	}
}

/** One of three ways to find somebody: the others make room. */
const ONE_OF = 'POST /api/v1/sites/[siteId]/people/find';

function withField(key: string, body: object | URLSearchParams, field: string, id: string) {
	const name = field.replace(/\[]$/, '');
	if (!(body instanceof URLSearchParams)) {
		return { ...(key === ONE_OF ? {} : body), [name]: field === name ? id : [id] };
	}
	const form = new URLSearchParams(body);
	form.set(name, id);
	return form;
}

/** The same request about one's own things alone: what it may hold besides is of one's own, or drawn. */
export function withOwn(door: Door, title: string, things: Things, named: Named): Request {
	const asked = door.requestOf(things);
	const name = named.field.replace(/\[]$/, '');
	const { body = {} } = asked;
	const isThere = body instanceof URLSearchParams ? body.has(name) : name in body;
	if (named.at === 'path' || (named.at === 'body' && isThere)) return asked;
	const own = things[named.thing] ?? '';
	return withOneId(door, things, named, isDrawn(title, named) ? nobodys(own) : own);
}

/** True for an id that whoever asks draws, so that one of nobody is right. */
export function isDrawn(title: string, { field, thing }: Named): boolean {
	return thing === 'commandId' || DRAWN.includes(`${title} ${field}`);
}

/** An id of the same kind that nothing has. */
export function nobodys(id: string): string {
	return /^[0-9a-f-]{36}$/.test(id) ? newId() : `x${newId().slice(-9)}`;
}
