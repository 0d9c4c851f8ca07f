/** Rows of the tables as doors that somebody can knock at: a call, a page, a form. */
import { VERBS, type Audience } from '#lib/domain/policy/policy.ts';
import { newId } from '../client.ts';
import type { Asks } from './asks.ts';
import type { CallRow, FormRow, PageRow, Row } from './rows.ts';
import type { Things } from './stage.ts';

export interface Door extends Row {
	readonly key: string;
	readonly yes: number;
	/** The same for somebody without a session. */
	readonly stranger?: number;
	/** Leads somewhere instead of refusing. */
	readonly isPage: boolean;
	readonly isAtSite: boolean;
	readonly isAlone: boolean;
	requestOf(things: Things, audience?: Audience): Request;
}

interface Request {
	readonly method: string;
	readonly path: string;
	readonly body?: object | URLSearchParams;
}

export function callDoor(key: string, row: CallRow): Door {
	const [method = '', route = ''] = key.split(' ');
	return {
		...row,
		key,
		isPage: false,
		isAtSite: row.siteInBody === true || isAtSite(route),
		isAlone: row.alone === true,
		requestOf(things, audience) {
			const path = fill(route, things) + (audience === undefined ? '' : `?audience=${audience}`);
			if (method === 'ANY') return { method: 'GET', path };
			if (method === 'GET' || method === 'DELETE' || row.isBare) return { method, path };
			return { method, path, body: { ...idFor(row.asks), ...row.body?.(things) } };
		}
	};
}

export function pageDoor(page: string, row: PageRow): Door {
	return {
		...row,
		key: page,
		yes: row.yes ?? 200,
		stranger: row.stranger ?? 303,
		isPage: true,
		isAtSite: !row.ofNetwork && (row.before !== undefined || isAtSite(page)),
		isAlone: false,
		requestOf: (things) => ({ method: 'GET', path: fill(page, things) })
	};
}

export function formDoor(page: string, name: string, row: FormRow): Door {
	return {
		...row,
		key: `${page}?/${name}`,
		isPage: true,
		isAtSite: !row.ofNetwork && (row.before !== undefined || isAtSite(page)),
		isAlone: false,
		requestOf: (things) => ({
			method: 'POST',
			path: fill(page, things) + (name === 'default' ? '' : `?/${name}`),
			body: new URLSearchParams(filled(row.form?.(things)))
		})
	};
}

/** A list is a field that stands several times; what nothing was made for is left out. */
const filled = (form: ReturnType<NonNullable<FormRow['form']>> = {}): [string, string][] =>
	Object.entries(form).flatMap(([name, value]) =>
		[value ?? []].flat().map((one): [string, string] => [name, one])
	);

/** An id of something that belongs to a site. */
const isAtSite = (route: string): boolean => /\[(siteId|entryId|visitId|displayId|accountId)\]/.test(route);

/** Every command carries an id; what is no command takes none. */
const idFor = (asks: Asks): { id?: string } =>
	asks.of === 'act' && VERBS.some((verb) => verb === asks.act) ? { id: newId() } : {};

/** An address with the ids of things in the place of their names. */
function fill(route: string, things: Things): string {
	return route.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
		if (name === 'unknown') return `nowhere/${newId()}`;
		const id = things[name];
		if (id === undefined) throw new Error(`${route}: the row's « before » makes no ${name}`);
		return encodeURIComponent(id);
	});
}
