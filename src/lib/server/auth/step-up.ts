/** Confirming who one is, before account screens, keys and exports open (ASVS 7.5.3). */
import { factorNeed } from '#lib/domain/access/second-factor.ts';
import type { StepUpBody } from '#lib/contract/second-factor.ts';
import { unlessTooMany, verifyPassword } from '#lib/server/auth/passwords.ts';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import { checkFactor, type FactorDoor, type SecondStep } from '#lib/server/auth/second-factor.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { completeSignIn } from '#lib/server/auth/sign-in.ts';

export type StepUp =
	| SecondStep
	/** The password was right, and is not enough. */
	| { readonly refused: 'wrong_credentials' | 'second_factor_needed' | 'full_sign_in_needed' };

/** What somebody has to show besides the password, or null. */
export async function stepUpNeed(house: FactorDoor, { account, deviceId }: SignedIn) {
	const { totp, passkeys } = await house.factors.of(account.id);
	const hasFactor = totp !== null || passkeys.length > 0;
	const { demo } = house.environment;
	return factorNeed({ role: account.role, hasFactor, onEnrolledDevice: deviceId !== null, demo });
}

/**
 * Password and, where signing in here would ask for it, a second factor; or a passkey, which is both. The session
 * goes on at the full level, under another token, fresh for ten minutes.
 */
export async function stepUp(
	house: FactorDoor,
	session: SignedIn,
	{ password, ...shown }: StepUpBody,
	place: PasskeyPlace | null
): Promise<StepUp> {
	if (password !== undefined) {
		const refused = await refusedPassword(house, session, password);
		if (refused !== null) return refused;
		const need = await stepUpNeed(house, session);
		const codeShown = shown.totp !== undefined || shown.recoveryCode !== undefined;
		switch (need) {
			case 'none':
				return complete(house, session);
			case 'ask':
				if (!codeShown) return { refused: 'second_factor_needed' };
				break;
			case 'set_up':
			case 'device_needed':
				// Only a sign-in leads through the set-up.
				return { refused: 'full_sign_in_needed' };
		}
	}
	const right = await checkFactor(house, session, shown, { place, purpose: 'step_up' });
	return right === 'right' ? complete(house, session) : right;
}

async function refusedPassword(house: FactorDoor, { account, deviceId }: SignedIn, password: string) {
	const { read } = house.database;
	const [row] = await read<{ username: string; password_hash: string | null }[]>`
		select username, password_hash from account where id = ${account.id}`;
	// The same count as the sign-in's: a stolen session must not buy more guesses.
	const who = { account: row?.username ?? '', deviceId };
	const tried = await unlessTooMany(() =>
		house.limits.attempt('password', who, async () =>
			(await verifyPassword(row?.password_hash ?? null, password, 'known')) ? true : null
		)
	);
	if ('refused' in tried) return tried;
	switch (tried.kind) {
		case 'right':
			return null;
		case 'wrong':
			return { refused: 'wrong_credentials' } as const;
		case 'wait':
			return { refused: 'too_many', retryAfterMs: tried.retryAfterMs } as const;
	}
}

async function complete(house: FactorDoor, session: SignedIn): Promise<StepUp> {
	const token = await completeSignIn(house, session);
	return token === null ? { refused: 'not_signed_in' } : { token };
}
