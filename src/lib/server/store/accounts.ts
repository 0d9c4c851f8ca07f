/** Accounts as stored: who may sign in, and what they may see where. */
import { audiencesFor, NETWORK_WIDE, type StaffAudience } from '#lib/domain/policy/policy.ts';
import type { Actor, Role } from '#lib/domain/policy/roles.ts';
import type { Db } from '#lib/server/store/database.ts';
import { toActor, type ActorRow } from '#lib/server/store/load-configuration.ts';

export interface AccountRow {
	readonly id: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	/** Null until its owner has chosen a password. */
	readonly passwordHash: string | null;
	readonly disabled: boolean;
	/** Another one since: whoever was let in by what is read here comes too late. */
	readonly epoch: number;
	/** A confirmed code generator or a passkey. */
	readonly hasFactor: boolean;
}

/** The account of a user name, or null. */
export async function findByUsername(sql: Db, username: string): Promise<AccountRow | null> {
	// Postgres takes no null byte: nobody can have such a name.
	if (username.includes('\0')) return null;
	const [row] = await sql<AccountDbRow[]>`
		select id, name, title, role, password_hash, disabled, epoch,
			exists(select 1 from totp where account_id = account.id and confirmed_at is not null)
				or exists(select 1 from passkey where account_id = account.id) as has_factor
		from account where username = ${username}`;
	if (row === undefined) return null;
	const { password_hash, has_factor, ...known } = row;
	return { ...known, passwordHash: password_hash, hasFactor: has_factor };
}

/** Who an account is, for its owner's screen; null when it does not exist. */
export async function findAccount(sql: Db, id: string): Promise<Omit<Account, 'epoch'> | null> {
	const [row] = await sql<
		Omit<Account, 'epoch'>[]
	>`select id, name, title, role from account where id = ${id}`;
	return row ?? null;
}

interface AccountDbRow {
	id: string;
	name: string;
	title: string;
	role: Role;
	password_hash: string | null;
	disabled: boolean;
	epoch: number;
	has_factor: boolean;
}

/** One account as one site sees it; null when it has no business there. */
export async function findActor(sql: Db, accountId: string, siteId: string): Promise<Actor | null> {
	const [row] = await sql<ActorRow[]>`
		select a.id, a.role, coalesce(s.may_set_level, false) as may_set_level,
			array(select service_id from service_given where account_id = a.id and site_id = site.id) as gives
		from account a join site on site.id = ${siteId}
			left join membership s on s.account_id = a.id and s.site_id = site.id
		where a.id = ${accountId} and not a.disabled and ${isThere(sql)}`;
	return row === undefined ? null : toActor(row);
}

/** The account works at the site, or its role belongs everywhere. */
function isThere(sql: Db) {
	return sql`(s.site_id is not null or a.role = any(${NETWORK_WIDE as string[]}))`;
}

export interface VisibleSite {
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	readonly audiences: StaffAudience[];
	readonly gives: string[];
	readonly maySetLevel: boolean;
}

/** The real sites that an account may see, in the network's order. */
export function listSites(sql: Db, accountId: string): Promise<VisibleSite[]> {
	return visibleSites(sql, accountId, sql`not site.practice`);
}

/** The site for practice, as the account sees it; null when it has none. */
export async function findPracticeSite(sql: Db, accountId: string): Promise<VisibleSite | null> {
	const [site] = await visibleSites(sql, accountId, sql`site.practice`);
	return site ?? null;
}

/** One site that the account may see, for practice or real; null when it has no business there. */
export async function findSite(sql: Db, accountId: string, siteId: string): Promise<VisibleSite | null> {
	const [site] = await visibleSites(sql, accountId, sql`site.id = ${siteId}`);
	return site ?? null;
}

async function visibleSites(
	sql: Db,
	accountId: string,
	which: ReturnType<typeof isThere>
): Promise<VisibleSite[]> {
	const rows = await sql<(ActorRow & { site_id: string; name: string; kind: string })[]>`
		select a.id, a.role, coalesce(s.may_set_level, false) as may_set_level, site.id as site_id, site.name, site.kind,
			array(select service_id from service_given where account_id = a.id and site_id = site.id) as gives
		from account a cross join site left join membership s on s.account_id = a.id and s.site_id = site.id
		where a.id = ${accountId} and not a.disabled and ${isThere(sql)} and ${which} order by site.position`;
	return rows.map((row) => ({
		id: row.site_id,
		name: row.name,
		kind: row.kind,
		audiences: audiencesFor(toActor(row)),
		gives: row.gives,
		maySetLevel: row.may_set_level
	}));
}

/** Who an account is, for a screen. */
export interface Account {
	readonly id: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	readonly epoch: number;
}
