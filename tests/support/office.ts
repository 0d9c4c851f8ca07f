/** The office over the wire: pages as a browser opens them, forms as a browser sends them. */
import type { Sql } from 'postgres';
import type { Role } from '#lib/domain/policy/roles.ts';
import { signIn, type Client } from './client.ts';
import type { HalteNode } from './node-process.ts';

export interface Pressed {
	/** What the page would be answered with: 200 done, 303 sent elsewhere, 4xx refused. */
	readonly status: number;
	/** The problem's code, or null. */
	readonly code: string | null;
	/** Where one is sent. */
	readonly location: string | null;
	/** All that the page is given. */
	readonly data: string;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Sends a form of a page, as a page with scripts does. */
export async function press(
	client: Client,
	page: string,
	action: string,
	fields: Fields = {}
): Promise<Pressed> {
	const body = new URLSearchParams(
		Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
	);
	const response = await fetch(`${client.node.url}/administration${page}?/${action}`, {
		method: 'POST',
		headers: { cookie: client.cookie, accept: 'application/json', 'x-sveltekit-action': 'true' },
		body,
		redirect: 'manual'
	});
	const text = await response.text();
	const outcome = JSON.parse(text) as { status?: number; location?: string; data?: string };
	const data = outcome.data ?? text;
	return {
		status: outcome.status ?? response.status,
		code: /\/problems\/([a-z_]+)/.exec(data)?.[1] ?? null,
		location: outcome.location ?? null,
		data
	};
}

/** Opens a page; the status, and where one is sent. */
export async function openPage(
	client: Client,
	page: string
): Promise<{ status: number; location: string | null; html: string }> {
	const response = await fetch(`${client.node.url}/administration${page}`, {
		headers: { cookie: client.cookie, accept: 'text/html' },
		redirect: 'manual'
	});
	return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}

/** Somebody more of the team, with the demo's password. */
export interface Colleague {
	readonly id: string;
	readonly role: Role;
	readonly sites?: readonly string[];
	readonly services?: readonly string[];
}

/** Puts somebody into the team. */
export async function addColleague(
	sql: Sql,
	{ id, role, sites = [], services = [] }: Colleague
): Promise<void> {
	await sql`
		insert into account (id, username, name, title, role, password_hash, trained_on)
		select ${id}, ${id}, ${`Collègue ${id}`}, 'Collègue', ${role}, password_hash, current_date from account
		where password_hash is not null limit 1`;
	for (const site of sites) {
		await sql`insert into account_site (account_id, site_id) values (${id}, ${site})`;
		for (const service of services)
			await sql`insert into account_service (account_id, site_id, service_id) values (${id}, ${site}, ${service})`;
	}
}

/** Puts somebody into the team and signs them in. */
export async function newColleague(node: HalteNode, sql: Sql, colleague: Colleague): Promise<Client> {
	await addColleague(sql, colleague);
	return signIn(node, colleague.id);
}

/** Codes of the changes of a subject, the oldest first. */
export async function changesOf(sql: Sql, subjectId: string): Promise<string[]> {
	const rows = await sql<{ what: string }[]>`
		select what from administrative_change where subject_id = ${subjectId} order by at, id`;
	return rows.map(({ what }) => what);
}

/** The latest change of a subject. */
export async function latestChange(sql: Sql, subjectId: string): Promise<string> {
	const [row] = await sql<{ id: string }[]>`
		select id from administrative_change where subject_id = ${subjectId} order by at desc, id desc limit 1`;
	if (row === undefined) throw new Error(`nothing was changed about ${subjectId}`);
	return row.id;
}
