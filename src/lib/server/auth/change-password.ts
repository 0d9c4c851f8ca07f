/** A new password for somebody who is in and has just confirmed who they are. */
import type { PasswordProblem } from '#lib/contract/passwords.ts';
import type { Change } from '#lib/domain/administration/changes.ts';
import type { RecordOwn } from '#lib/server/auth/factors.ts';
import { passwordProblem } from '#lib/server/auth/password-rules.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { endAllElsewhere, type Sessions, type SignedIn } from '#lib/server/auth/sessions.ts';
import type { Database } from '#lib/server/store/database.ts';

export type PasswordChange =
	/** Null when the session ended meanwhile; the password is changed all the same. */
	{ readonly token: string | null } | { readonly wrong: PasswordProblem | 'twice_different' };

interface House {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly record: RecordOwn<Change<'password_changed'>>;
}

/**
 * Changes the password of `mine`: a code that was issued for it is worth nothing any more, the account's other
 * sessions end, its tiles on other tablets too, and this session goes on under a new token.
 * @throws TooManyWaiting
 */
export async function changePassword(
	{ database, sessions, record }: House,
	mine: SignedIn,
	{ password, again }: { password: string; again: string }
): Promise<PasswordChange> {
	const { id, name } = mine.account;
	const [row] = await database.read<{ username: string }[]>`select username from account where id = ${id}`;
	const wrong = passwordProblem(password, { username: row?.username, name });
	if (wrong !== null) return { wrong };
	if (password !== again) return { wrong: 'twice_different' };
	const hash = await hashPassword(password);
	await database.write.begin(async (tx) => {
		await tx`update account set password_hash = ${hash} where id = ${id}`;
		await tx`delete from one_time_code where account_id = ${id}`;
		await endAllElsewhere(tx, mine, { on: mine.deviceId });
		await record(tx, id, { what: 'password_changed', before: {}, after: {} });
	});
	return { token: await sessions.rotate(mine.sessionId, { level: mine.level, fresh: mine.fresh }) };
}
