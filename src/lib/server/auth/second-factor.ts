/** The second step of signing in: a code of the application, a code of paper, or a passkey. */
import type { SecondFactorBody } from '#lib/contract/second-factor.ts';
import type { Factors } from '#lib/server/auth/factors.ts';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import { useRecoveryCode } from '#lib/server/auth/recovery-codes.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import { completeSignIn, type FrontDoor } from '#lib/server/auth/sign-in.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';

/** What looking at factors asks of the house. */
export interface FactorDoor extends FrontDoor {
	readonly factors: Factors;
	readonly keys: KeyRing;
}

export type Shown = Pick<SecondFactorBody, 'totp' | 'recoveryCode' | 'passkey'>;

export type SecondStep =
	| { readonly token: string }
	/** `not_signed_in`: the session ended meanwhile. */
	| { readonly refused: 'wrong_code' | 'wrong_passkey' | 'not_signed_in' }
	| { readonly refused: 'too_many'; readonly retryAfterMs: number };

/** The second step of a session whose password was right; it goes on under another token. */
export async function takeSecondStep(
	house: FactorDoor,
	session: Session,
	shown: Shown,
	place: PasskeyPlace | null
): Promise<SecondStep> {
	const right = await checkFactor(house, session, shown, { place, purpose: 'sign_in' });
	if (right !== 'right') return right;
	const token = await completeSignIn(house, session);
	return token === null ? { refused: 'not_signed_in' } : { token };
}

/**
 * Looks at one factor, unless too many wrong ones were shown before. A passkey can't be guessed, but each one that is
 * shown costs work, and so it counts as well.
 */
export async function checkFactor(
	house: FactorDoor,
	{ account, deviceId }: Session,
	shown: Shown,
	asking: { readonly place: PasskeyPlace | null; readonly purpose: 'sign_in' | 'step_up' }
): Promise<'right' | Exclude<SecondStep, { token: string }>> {
	const tried = await house.limits.attempt('second_factor', { account: account.id, deviceId }, async () =>
		(await isRight(house, account.id, shown, asking)) ? true : null
	);
	switch (tried.kind) {
		case 'right':
			return 'right';
		case 'wrong':
			return { refused: shown.passkey === undefined ? 'wrong_code' : 'wrong_passkey' };
		case 'wait':
			return { refused: 'too_many', retryAfterMs: tried.retryAfterMs };
	}
}

async function isRight(
	{ database, factors, keys }: FactorDoor,
	accountId: string,
	{ totp, recoveryCode, passkey }: Shown,
	{ place, purpose }: { place: PasskeyPlace | null; purpose: 'sign_in' | 'step_up' }
): Promise<boolean> {
	const { read } = database;
	if (totp !== undefined) return factors.totp.use(read, accountId, totp);
	if (recoveryCode !== undefined) return useRecoveryCode(read, keys, accountId, recoveryCode);
	if (passkey === undefined || place === null) return false;
	const asked = { purpose, accountId };
	return (await factors.passkeys.verify(read, place, asked, passkey))?.accountId === accountId;
}
