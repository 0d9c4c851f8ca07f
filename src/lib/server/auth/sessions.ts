/** Sessions of the staff, in Postgres, stored by their hash: who reads the table can't become anybody (ADR 16). */
import { DURATIONS, stateOf, type SessionLevel } from '#lib/domain/access/session.ts';
import type { Training } from '#lib/domain/access/training.ts';
import { KNOWN_AT_MOST, LatelyKnown } from '#lib/server/auth/lately-known.ts';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import type { Account } from '#lib/server/store/accounts.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { readSession, readSessionStates, type SessionRow } from '#lib/server/store/sessions.ts';

/** The session that a cookie names, as long as it is not over. */
export interface Session {
	readonly state: 'open' | 'pending' | 'locked' | 'untrained' | 'alone';
	readonly level: SessionLevel;
	/** Where somebody may register by themselves; null at any other level. */
	readonly aloneAt: string | null;
	/** The stored id: a hash. */
	readonly sessionId: string;
	/** What lists and sockets name it by; the same through every rotation. */
	readonly publicId: string;
	readonly account: Account;
	readonly deviceId: string | null;
	/** Exports, keys and account screens open without asking again. */
	readonly fresh: boolean;
	/** How the account's training on privacy stands. */
	readonly training: Training;
	/** Last touch, in ms. */
	readonly lastActiveAt: number;
	readonly endsAt: number;
	/** The server's clock when this was read, in ms. */
	readonly now: number;
}

/** A session in which the clinic's work can be done. */
export type SignedIn = Session & { readonly state: 'open'; readonly level: 'pin' | 'full' };

/** An account as it was read when somebody was let in. One that was closed or changed since begins nothing. */
export interface LetIn {
	readonly id: string;
	readonly epoch: number;
	/** The hash of the password that was shown; left out where none was. */
	readonly passwordHash?: string | null;
}

export interface NewSession {
	readonly account: LetIn;
	readonly level: Exclude<SessionLevel, 'alone'>;
	readonly deviceId: string | null;
	/** « Chrome, Android ». */
	readonly browser: string;
	readonly fresh: boolean;
	/** Instant in ms when it ends at the latest, if sooner than twelve hours from now. */
	readonly endsAt?: number;
}

/** What a session becomes. */
export type NextLevel =
	| { readonly level: Exclude<SessionLevel, 'alone'>; readonly fresh: boolean }
	| { readonly level: 'alone'; readonly siteId: string };

export interface Sessions {
	/** A new session; the answer is the cookie's value. Null when the account has changed meanwhile. */
	start(session: NewSession): Promise<string | null>;
	/** The session of a cookie, on the device that it was made on; null when there is none or it is over. */
	recognise(token: string, deviceKey: string | null): Promise<Session | null>;
	/** What names a token of an open session as far as this node knows; null for any other. Costs one read a second at most. */
	lately(token: string): Promise<string | null>;
	/** A person touched the screen. */
	touch(sessionId: string): Promise<void>;
	/** Another level, another token (ASVS 7.2.4); null when the session is gone. Sockets stay when it stays open. */
	rotate(sessionId: string, to: NextLevel): Promise<string | null>;
	end(sessionId: string): Promise<void>;
	/** Ends one session of an account by its public id; false when it has none such. */
	endOne(accountId: string, publicId: string): Promise<boolean>;
	/** « Partout » : raises the account's epoch, which ends its sessions and cuts its sockets on every node. */
	endAll(accountId: string): Promise<void>;
	/** An account's sessions that are not over, the latest first. */
	list(accountId: string): Promise<SessionRow[]>;
	/** Those of these public ids in which work can be done now: what open sockets ask again and again. */
	stillOpen(publicIds: readonly string[]): Promise<Set<string>>;
	/** Deletes what is over; the number of rows. */
	forget(): Promise<number>;
}

export interface SessionPorts {
	readonly newId: () => string;
	/** How far ahead of the database's clock sessions think they are, in ms. Zero but in tests. */
	readonly aheadMs: () => number;
}

/** Opens the sessions of a database. */
export function openSessions(sql: Db, { newId, aheadMs }: SessionPorts): Sessions {
	const now = () => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	const known = new LatelyKnown({
		async readAll() {
			const rows = await sql<{ id: string }[]>`
				select id from staff_session where level in ('pin', 'full') and ends_at > ${now()}
				order by last_active_at desc limit ${KNOWN_AT_MOST}`;
			return rows.map(({ id }) => id);
		},
		now: () => performance.now()
	});
	const opening = (token: string, level: SessionLevel) => {
		if (level === 'full' || level === 'pin') known.add(hashToken(token));
		return token;
	};
	return {
		lately: (token) => known.find(hashToken(token)),
		async start({ account, level, deviceId, browser, fresh, endsAt }) {
			const token = newToken();
			const latest = endsAt === undefined ? null : new Date(endsAt);
			const { id, epoch, passwordHash } = account;
			const samePassword =
				passwordHash === undefined ? sql`true` : sql`password_hash is not distinct from ${passwordHash}`;
			// Locked, so that a change under way is waited for, and what it left is what is compared.
			const begun = await sql`
				insert into staff_session (id, public_id, account_id, device_id, account_epoch, level, browser,
					started_at, last_active_at, ends_at, fresh_until)
				select ${hashToken(token)}, ${newId()}, id, ${deviceId}, epoch, ${level}, ${browser}, t, t,
					least(${latest}::timestamptz, t + ${DURATIONS.absoluteMs} * interval '1 millisecond'),
					case when ${fresh} then t + ${DURATIONS.freshMs} * interval '1 millisecond' end
				from (select * from account where id = ${id} and epoch = ${epoch} and not disabled and ${samePassword}
						for share) as let_in,
					(select ${now()} as t) as clock
				returning 1`;
			return begun.length === 1 ? opening(token, level) : null;
		},
		async recognise(token, deviceKey) {
			const hash = hashToken(token);
			const row = await readSession(sql, hash, aheadMs());
			known.forget(hash);
			if (row === null) return null;
			// A session of a tablet is worth nothing without that tablet.
			const elsewhere = row.deviceId !== null && row.deviceKeyHash !== hashToken(deviceKey ?? '');
			const state = stateOf(row, row.now);
			if (state === 'over' || elsewhere) return null;
			if (state === 'open') known.add(hash);
			const { level, aloneAt, sessionId, publicId, account, deviceId, lastActiveAt, endsAt } = row;
			const fresh = row.freshUntil !== null && row.now < row.freshUntil;
			return {
				state,
				level,
				aloneAt,
				sessionId,
				publicId,
				account,
				deviceId,
				fresh,
				training: row.accountTraining,
				lastActiveAt,
				endsAt,
				now: row.now
			};
		},
		async touch(sessionId) {
			await sql`update staff_session set last_active_at = ${now()} where id = ${sessionId}`;
		},
		async rotate(sessionId, to) {
			const token = newToken();
			const fresh = to.level !== 'alone' && to.fresh;
			const aloneAt = to.level === 'alone' ? to.siteId : null;
			const rows = await sql`
				update staff_session set id = ${hashToken(token)}, level = ${to.level}, alone_at = ${aloneAt}, last_active_at = ${now()},
					fresh_until = case when ${fresh} then ${now()} + ${DURATIONS.freshMs} * interval '1 millisecond' end
				where id = ${sessionId} returning 1`;
			return rows.length === 1 ? opening(token, to.level) : null;
		},
		async end(sessionId) {
			await sql`delete from staff_session where id = ${sessionId}`;
		},
		async endOne(accountId, publicId) {
			const rows = await sql`
				delete from staff_session where account_id = ${accountId} and public_id::text = ${publicId} returning 1`;
			return rows.length === 1;
		},
		async endAll(accountId) {
			await endAllSessions(sql, accountId);
		},
		async list(accountId) {
			const rows = await readSessionStates(sql, { accountId }, aheadMs());
			return rows.filter((row) => stateOf(row, row.now) !== 'over');
		},
		async stillOpen(publicIds) {
			const rows = await readSessionStates(sql, { publicIds }, aheadMs());
			return new Set(rows.filter((row) => stateOf(row, row.now) === 'open').map((row) => row.publicId));
		},
		async forget() {
			const over = sql`ends_at < ${now()}
				or (level <> 'alone' and last_active_at < ${now()} - interval '2 hours')`;
			return (await sql`delete from staff_session where ${over} returning 1`).length;
		}
	};
}

/** `endAll`, also within the transaction of the change that asks for it. The new epoch; tiles end with the former one. */
export async function endAllSessions(sql: Db | Tx, accountId: string): Promise<number> {
	const [row] = await sql<{ epoch: number }[]>`
		with ended as (delete from staff_session where account_id = ${accountId})
		update account set epoch = epoch + 1 where id = ${accountId} returning epoch`;
	return row?.epoch ?? 0;
}

/**
 * All that an account has open is over, sign-ins under way too, but this session; and its tiles, but for those that
 * stay: the one on a tablet, or every one. Within the transaction of the change that asks for it.
 */
export async function endAllElsewhere(
	tx: Tx,
	{ account: { id }, publicId }: { readonly account: { readonly id: string }; readonly publicId: string },
	tilesStay: 'everywhere' | { readonly on: string | null }
): Promise<void> {
	const [row] = await tx<{ epoch: number }[]>`
		update account set epoch = epoch + 1 where id = ${id} returning epoch`;
	const epoch = row?.epoch ?? 0;
	await tx`delete from staff_session where account_id = ${id} and public_id::text <> ${publicId}`;
	await tx`update staff_session set account_epoch = ${epoch} where public_id = ${publicId}`;
	const everywhere = tilesStay === 'everywhere';
	await tx`
		update device_member set account_epoch = ${epoch} where account_id = ${id} and account_epoch = ${epoch - 1}
			and (${everywhere} or device_id = ${everywhere ? null : tilesStay.on})`;
}
