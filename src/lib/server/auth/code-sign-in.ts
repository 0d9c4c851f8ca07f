/** Coming in with a one-time code and a new password; it goes on as after a right password. */
import type { PasswordProblem } from '#lib/contract/passwords.ts';
import type { OneTimeCodes } from '#lib/server/auth/one-time-codes.ts';
import { passwordProblem } from '#lib/server/auth/password-rules.ts';
import { unlessTooMany } from '#lib/server/auth/passwords.ts';
import { admit, type FrontDoor, type SignInOutcome, type Visitor } from '#lib/server/auth/sign-in.ts';
import type { Db } from '#lib/server/store/database.ts';

export interface Chosen {
	readonly username: string;
	readonly code: string;
	readonly password: string;
	/** Typed twice: nobody sees what they type. */
	readonly again: string;
}

export type CodeSignIn =
	| { readonly wrong: PasswordProblem | 'twice_different' }
	| { readonly refused: 'wrong_code' }
	/** After the password was chosen, `device_needed` and `not_of_this_site` only tell where it can be used. */
	| SignInOutcome;

/** Chooses a password by a code. What is wrong with the password is told before the code is looked at. */
export async function signInByCode(
	house: FrontDoor & { readonly oneTimeCodes: OneTimeCodes },
	{ username, code, password, again }: Chosen,
	visitor: Visitor
): Promise<CodeSignIn> {
	const wrong = passwordProblem(password, { username }) ?? (password === again ? null : 'twice_different');
	if (wrong !== null) return { wrong };
	const who = { account: username, deviceId: visitor.device?.id ?? null };
	const tried = await unlessTooMany(() =>
		house.limits.attempt('one_time_code', who, async () => {
			const outcome = await house.oneTimeCodes.use(username, code, password);
			return 'refused' in outcome ? null : outcome;
		})
	);
	if ('refused' in tried) return tried;
	switch (tried.kind) {
		case 'right':
			return 'wrong' in tried.value ? tried.value : admit(house, tried.value.account, visitor);
		case 'wrong':
			return { refused: 'wrong_code' };
		case 'wait':
			return { refused: 'too_many', retryAfterMs: tried.retryAfterMs };
	}
}

/** True before the very first administrator has come in: nobody can sign in yet. */
export async function nobodyCanSignIn(sql: Db): Promise<boolean> {
	const [row] = await sql<{ nobody: boolean }[]>`
		select not exists(select 1 from account where password_hash is not null) as nobody`;
	return row?.nobody ?? false;
}
