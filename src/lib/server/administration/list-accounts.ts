/** Accounts as the office lists them. */
import { trainingAt, type Training } from '#lib/domain/access/training.ts';
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import { cares, hasSite, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { caretakerOf, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';

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
	/** `YYYY-MM-DD` of the latest training on privacy, and how it stands today. */
	readonly trainedOn: string | null;
	readonly training: Training;
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
	trained_on: string | null;
	last_seen_at: Date | null;
	sites: string[];
}

/** Accounts of the reader's sites, by name; an administrator's are all. */
export async function listAccounts(house: House, by: By): Promise<readonly AccountLine[] | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'team')) return refuse('forbidden');
	return readLines(house, caretaker, null);
}

/** One account as a line; null when it is not the reader's to see. */
export async function readLine(
	house: Pick<House, 'database' | 'clock'>,
	caretaker: Caretaker,
	accountId: string
): Promise<AccountLine | null> {
	const [line] = await readLines(house, caretaker, accountId);
	return line ?? null;
}

async function readLines(
	{ database, clock }: Pick<House, 'database' | 'clock'>,
	caretaker: Caretaker,
	accountId: string | null
): Promise<AccountLine[]> {
	const sql = database.read;
	const { sites } = caretaker;
	const today = localDayOf(await clock(sql), OFFICE_ZONE);
	const rows = await sql<Row[]>`
		select a.id, a.username, a.name, a.title, a.role, a.disabled, a.password_hash is not null as has_password,
			exists(select 1 from totp where account_id = a.id and confirmed_at is not null)
				or exists(select 1 from passkey where account_id = a.id) as has_factor,
			a.pin_hash is not null as has_pin, a.trained_on::text as trained_on,
			greatest((select max(last_active_at) from staff_session where account_id = a.id),
				(select max(full_sign_in_at) from device_member where account_id = a.id)) as last_seen_at,
			array(select site_id from account_site where account_id = a.id) as sites
		from account a
		where (${accountId}::text is null or a.id = ${accountId}) and (${sites === null} or exists(
			select 1 from account_site s where s.account_id = a.id and s.site_id = any(${[...(sites ?? [])]})))
		order by a.name, a.id`;
	return rows.map((row) => toLine(row, caretaker, today));
}

function toLine(row: Row, caretaker: Caretaker, today: string): AccountLine {
	const { id, username, name, title, role } = row;
	const siteIds = row.sites.filter((site) => hasSite(caretaker, site));
	return {
		...{ id, username, name, title, role, siteIds },
		state: row.disabled ? 'disabled' : row.has_password ? 'active' : 'waiting',
		hasFactor: row.has_factor,
		hasPin: row.has_pin,
		trainedOn: row.trained_on,
		training: trainingAt(today, row.trained_on),
		lastSeenAt: row.last_seen_at?.toISOString() ?? null,
		elsewhere: siteIds.length < row.sites.length,
		inHand: id !== caretaker.id && cares(caretaker, 'team', role)
	};
}
