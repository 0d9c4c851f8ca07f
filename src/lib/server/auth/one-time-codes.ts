/** A code that somebody of the office reads out to a person who forgot: ten minutes, once, for a new password only. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import type { PasswordProblem } from '#lib/contract/passwords.ts';
import type { Change } from '#lib/domain/administration/changes.ts';
import type { RecordOwn } from '#lib/server/auth/factors.ts';
import { passwordProblem } from '#lib/server/auth/password-rules.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { endAllSessions } from '#lib/server/auth/sessions.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { findByUsername, type AccountRow } from '#lib/server/store/accounts.ts';
import type { Database, Db, Tx } from '#lib/server/store/database.ts';

/** ASVS 6.4.4 and 6.6.2. */
const GOOD_MS = 10 * 60_000;
const TRIES = 5;
/** Letters and digits that do not sound alike in French (of b, d, g, p, t, v only P; of m, n only M), nor look alike. */
const LETTERS = 'AFHJKLMPQRWXYZ23456789';
/** 22⁹: a little over 40 bits. */
const LENGTH = 9;

export type CodeOutcome =
	/** The new password is chosen; all sessions and tiles of the account are over, and its PIN is gone. */
	{ readonly account: AccountRow } | { readonly refused: 'wrong_code' } | { readonly wrong: PasswordProblem };

export interface OneTimeCodes {
	/**
	 * A new code in the place of an earlier one; told once. Who may, and the history, are the caller's
	 * (administration). `issuedBy` is null for an operator.
	 */
	issue(tx: Tx, accountId: string, issuedBy: string | null): Promise<{ code: string; minutes: number }>;
	/**
	 * Chooses a password by a code. A try is counted before it is looked at; a password that is refused costs none.
	 * @throws TooManyWaiting
	 */
	use(username: string, code: string, password: string): Promise<CodeOutcome>;
}

export interface CodePorts {
	readonly keys: KeyRing;
	readonly aheadMs: () => number;
	readonly record: RecordOwn<Change<'code_used'>>;
}

/** Opens the one-time codes of a database. */
export function openOneTimeCodes(
	{ read, write }: Database,
	{ keys, aheadMs, record }: CodePorts
): OneTimeCodes {
	const now = (sql: Db | Tx) => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	const hashed = (accountId: string, code: string, version: number) =>
		`${version}:${keys.mac('one_time_code', `${accountId} ${code}`, version)}`;

	/** The stored code, one try less. */
	const takeTry = async (accountId: string): Promise<string | null> => {
		const [row] = await read<{ code_hash: string }[]>`
			update one_time_code set tries = tries + 1
			where account_id = ${accountId} and tries < ${TRIES} and expires_at > ${now(read)} returning code_hash`;
		return row?.code_hash ?? null;
	};
	const giveBackTry = (accountId: string) =>
		read`update one_time_code set tries = tries - 1 where account_id = ${accountId} and tries > 0`;

	return {
		async issue(tx, accountId, issuedBy) {
			const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
			const hash = hashed(accountId, code, keys.active);
			await tx`
				insert into one_time_code (account_id, code_hash, issued_by, expires_at)
				values (${accountId}, ${hash}, ${issuedBy}, ${now(tx)} + ${GOOD_MS} * interval '1 millisecond')
				on conflict (account_id) do update set code_hash = excluded.code_hash,
					issued_by = excluded.issued_by, expires_at = excluded.expires_at, tries = 0`;
			return { code: (code.match(/.{3}/g) ?? []).join(' '), minutes: GOOD_MS / 60_000 };
		},
		async use(username, typed, password) {
			const account = await findByUsername(read, username);
			if (account === null || account.disabled) return { refused: 'wrong_code' };
			const { id, name } = account;
			const stored = await takeTry(id);
			const code = asSaid(typed);
			const right =
				stored !== null && same(stored, hashed(id, code, Number(stored.slice(0, stored.indexOf(':')))));
			if (!right) return { refused: 'wrong_code' };
			// Their name is told to nobody who does not have the code.
			const wrong = passwordProblem(password, { username, name });
			if (wrong !== null) {
				await giveBackTry(id);
				return { wrong };
			}
			const passwordHash = await hashPassword(password).catch(async (error: unknown) => {
				await giveBackTry(id);
				throw error;
			});
			const chosen = await write.begin(async (tx) => {
				const gone = await tx`
					delete from one_time_code where account_id = ${id} and code_hash = ${stored} returning 1`;
				if (gone.length === 0) return null;
				await tx`update account set password_hash = ${passwordHash}, pin_hash = null where id = ${id}`;
				const epoch = await endAllSessions(tx, id);
				await record(tx, id, { what: 'code_used', before: {}, after: {} });
				return epoch;
			});
			return chosen === null
				? { refused: 'wrong_code' }
				: { account: { ...account, passwordHash, epoch: chosen as number } };
		}
	};
}

/** What somebody types of what they heard: any case, any spaces. */
function asSaid(typed: string): string {
	return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

function same(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
