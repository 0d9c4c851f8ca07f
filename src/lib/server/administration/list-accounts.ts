/** Accounts as the office lists them. */
import { cares, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { caretakerOf, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import type { Db } from '#lib/server/store/database.ts';

/** One account in a list. */
export interface AccountLine {
	readonly id: string;
	readonly username: string;
	readonly name: string;
	readonly title: string;
	readonly role: Role;
	/** `waiting`: its owner has never chosen a password. */
	readonly state: 'active' | 'waiting' | 'disabled';
	readonly hasFactor: boolean;
	readonly hasPin: boolean;
	/** ISO instant of the last touch that is still known; sessions that ended are forgotten. */
	readonly lastSeenAt: string | null;
	/** Those of its sites that the reader has too. */
	readonly siteIds: readonly string[];
	/** It works at a site that the reader does not have. */
	readonly elsewhere: boolean;
	/** Of a role that the reader looks after, and not the reader. */
	readonly inHand: boolean;
}

interface Row {
	id: string;
	username: string;
	name: string;
	title: string;
	role: Role;
	disabled: boolean;
	has_password: boolean;
	has_factor: boolean;
	has_pin: boolean;
	last_seen_at: Date | null;
	sites: string[];
}

/** Accounts of the reader's sites, by name; an administrator's are all. */
export async function listAccounts(house: House, by: By): Promise<readonly AccountLine[] | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'team')) return refuse('forbidden');
	return readLines(read, caretaker, null);
}

/** One account as a line; null when it is not the reader's to see. */
export async function readLine(
	sql: Db,
	caretaker: Caretaker,
	accountId: string
): Promise<AccountLine | null> {
	const [line] = await readLines(sql, caretaker, accountId);
	return line ?? null;
}

async function readLines(sql: Db, caretaker: Caretaker, accountId: string | null): Promise<AccountLine[]> {
	const { sites } = caretaker;
	const rows = await sql<Row[]>`
		select a.id, a.username, a.name, a.title, a.role, a.disabled, a.password_hash is not null as has_password,
			exists(select 1 from totp where account_id = a.id and confirmed_at is not null)
				or exists(select 1 from passkey where account_id = a.id) as has_factor,
			a.pin_hash is not null as has_pin,
			greatest((select max(last_active_at) from staff_session where account_id = a.id),
				(select max(full_sign_in_at) from device_member where account_id = a.id)) as last_seen_at,
			array(select site_id from account_site where account_id = a.id) as sites
		from account a
		where (${accountId}::text is null or a.id = ${accountId}) and (${sites === null} or exists(
			select 1 from account_site s where s.account_id = a.id and s.site_id = any(${[...(sites ?? [])]})))
		order by a.name, a.id`;
	return rows.map((row) => toLine(row, caretaker));
}

function toLine(row: Row, caretaker: Caretaker): AccountLine {
	const { id, username, name, title, role } = row;
	const siteIds = row.sites.filter((site) => hasSite(caretaker, site));
	return {
		...{ id, username, name, title, role, siteIds },
		state: row.disabled ? 'disabled' : row.has_password ? 'active' : 'waiting',
		hasFactor: row.has_factor,
		hasPin: row.has_pin,
		lastSeenAt: row.last_seen_at?.toISOString() ?? null,
		elsewhere: siteIds.length < row.sites.length,
		inHand: id !== caretaker.id && cares(caretaker, 'team', role)
	};
}
