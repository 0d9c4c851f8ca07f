/** Sessions as stored, with what their state depends on. */
import type { SessionFacts, SessionLevel } from '#lib/domain/access/session.ts';
import { trainingAt, type Training } from '#lib/domain/access/training.ts';
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Account } from '#lib/server/store/accounts.ts';
import type { Db } from '#lib/server/store/database.ts';

/** A session, without its token. Instants in ms. */
export interface SessionRow extends SessionFacts {
	readonly publicId: string;
	readonly level: SessionLevel;
	readonly deviceId: string | null;
	readonly deviceLabel: string | null;
	readonly browser: string;
	readonly startedAt: number;
	/** The clock when the row was read. */
	readonly now: number;
}

export interface FoundSession extends SessionRow {
	readonly sessionId: string;
	readonly account: Account;
	readonly accountTraining: Training;
	readonly freshUntil: number | null;
	readonly aloneAt: string | null;
	readonly deviceKeyHash: string | null;
}

interface Row {
	id: string;
	public_id: string;
	level: SessionLevel;
	alone_at: string | null;
	device_id: string | null;
	device_label: string | null;
	device_key: string | null;
	browser: string;
	started_at: Date;
	last_active_at: Date;
	ends_at: Date;
	fresh_until: Date | null;
	now: Date;
	today: string;
	trained_on: string | null;
	account_id: string;
	name: string;
	title: string;
	role: Role;
	epoch: number;
}

/** Of accounts that may sign in and have the epoch that the session began with, on devices that are not revoked. */
function usable(sql: Db, aheadMs: number) {
	const now = sql`(clock_timestamp() + ${aheadMs} * interval '1 millisecond')`;
	return sql`
		select s.id, s.public_id, s.level, s.alone_at, s.device_id, d.label as device_label, d.key_hash as device_key,
			s.browser, s.started_at, s.last_active_at, s.ends_at, s.fresh_until,
			${now} as now, (${now} at time zone ${OFFICE_ZONE})::date::text as today, a.trained_on::text as trained_on,
			a.id as account_id, a.name, a.title, a.role, a.epoch
		from staff_session s
			join account a on a.id = s.account_id and a.epoch = s.account_epoch and not a.disabled
			left join device d on d.id = s.device_id
		where (s.device_id is null or d.revoked_at is null)`;
}

/** The session of a stored id, or null. */
export async function readSession(sql: Db, id: string, aheadMs: number): Promise<FoundSession | null> {
	const [row] = await sql<Row[]>`${usable(sql, aheadMs)} and s.id = ${id}`;
	if (row === undefined) return null;
	return {
		...toSession(row),
		sessionId: row.id,
		account: { id: row.account_id, name: row.name, title: row.title, role: row.role, epoch: row.epoch },
		accountTraining: trainingAt(row.today, row.trained_on),
		freshUntil: row.fresh_until?.getTime() ?? null,
		aloneAt: row.alone_at,
		deviceKeyHash: row.device_key
	};
}

/** Sessions of an account, or these ones, whatever their state; the latest first. */
export async function readSessionStates(
	sql: Db,
	which: { accountId: string } | { publicIds: readonly string[] },
	aheadMs: number
): Promise<SessionRow[]> {
	const chosen =
		'accountId' in which
			? sql`s.account_id = ${which.accountId}`
			: sql`s.public_id = any(${which.publicIds as string[]}::uuid[])`;
	const rows = await sql<Row[]>`${usable(sql, aheadMs)} and ${chosen} order by s.last_active_at desc`;
	return rows.map(toSession);
}

function toSession(row: Row): SessionRow {
	return {
		publicId: row.public_id,
		level: row.level,
		shared: row.device_id !== null,
		deviceId: row.device_id,
		deviceLabel: row.device_label,
		browser: row.browser,
		startedAt: row.started_at.getTime(),
		lastActiveAt: row.last_active_at.getTime(),
		endsAt: row.ends_at.getTime(),
		training: trainingAt(row.today, row.trained_on).state,
		now: row.now.getTime()
	};
}
