/** Accounts as stored: who may sign in, and what they may see where. */
import { audiencesFor, type StaffAudience } from '#lib/domain/policy/policy.ts';
import type { Actor, Role } from '#lib/domain/policy/roles.ts';
import type { Db } from '#lib/server/store/database.ts';
import { toActor, type ActorRow } from '#lib/server/store/load-site.ts';

export interface AccountRow {
	readonly id: string;
	readonly passwordHash: string;
	readonly disabled: boolean;
}

/** The account of a user name, or null. */
export async function findByUsername(sql: Db, username: string): Promise<AccountRow | null> {
	// Postgres takes no null byte: nobody can have such a name.
	if (username.includes('\0')) return null;
	const [row] = await sql<{ id: string; password_hash: string; disabled: boolean }[]>`
		select id, password_hash, disabled from account where username = ${username}`;
	return row === undefined ? null : { id: row.id, passwordHash: row.password_hash, disabled: row.disabled };
}

/** One account as one site sees it; null when it has no business there. */
export async function findActor(sql: Db, accountId: string, siteId: string): Promise<Actor | null> {
	const [row] = await sql<ActorRow[]>`
		select a.id, a.role, s.may_set_level,
			array(select service_id from account_service where account_id = a.id and site_id = s.site_id) as gives
		from account a join account_site s on s.account_id = a.id
		where a.id = ${accountId} and s.site_id = ${siteId} and not a.disabled`;
	return row === undefined ? null : toActor(row);
}

export interface VisibleSite {
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	readonly audiences: StaffAudience[];
	readonly gives: string[];
	readonly maySetLevel: boolean;
}

/** The sites that an account may see, in the network's order. */
export async function listSites(sql: Db, accountId: string): Promise<VisibleSite[]> {
	const rows = await sql<(ActorRow & { site_id: string; name: string; kind: string })[]>`
		select a.id, a.role, s.may_set_level, s.site_id, site.name, site.kind,
			array(select service_id from account_service where account_id = a.id and site_id = s.site_id) as gives
		from account a join account_site s on s.account_id = a.id join site on site.id = s.site_id
		where a.id = ${accountId} and not a.disabled order by site.position`;
	return rows.map((row) => ({
		id: row.site_id,
		name: row.name,
		kind: row.kind,
		audiences: audiencesFor(toActor(row)),
		gives: row.gives,
		maySetLevel: row.may_set_level
	}));
}

/** Which of these accounts are still as they were when their sockets opened. */
export async function readEpochs(sql: Db, ids: readonly string[]): Promise<Map<string, number>> {
	const rows = await sql<{ id: string; epoch: number }[]>`
		select id, epoch from account where id = any(${ids as string[]}) and not disabled`;
	return new Map(rows.map(({ id, epoch }) => [id, epoch]));
}

/** Which of these sessions (stored ids) are still open. */
export async function readOpenSessions(sql: Db, ids: readonly string[]): Promise<Set<string>> {
	const rows = await sql<{ id: string }[]>`
		select id from session where id = any(${ids as string[]}) and expires_at > now()`;
	return new Set(rows.map(({ id }) => id));
}

/** Who an account is, for a screen. */
export interface Account {
	readonly id: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	readonly epoch: number;
}
