/** Signing in with a passkey alone: it tells who comes, and it verified them. */
import type { ShownPasskey } from '#lib/contract/second-factor.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import type { FactorDoor } from '#lib/server/auth/second-factor.ts';
import { admit, type SignInOutcome, type Visitor } from '#lib/server/auth/sign-in.ts';

export type PasskeySignIn = SignInOutcome | { readonly refused: 'wrong_passkey' };

/** Whoever shows a passkey of an account that is not disabled is in, at the full level. */
export async function signInByPasskey(
	house: FactorDoor,
	shown: ShownPasskey,
	place: PasskeyPlace | null,
	visitor: Visitor
): Promise<PasskeySignIn> {
	const { read } = house.database;
	if (place === null) return { refused: 'wrong_passkey' };
	const asked = { purpose: 'sign_in', accountId: null } as const;
	const owner = await house.factors.passkeys.verify(read, place, asked, shown);
	const [account] = await read<{ id: string; name: string; title: string; role: Role }[]>`
		select id, name, title, role from account where id = ${owner?.accountId ?? null} and not disabled`;
	if (owner === null || account === undefined) return { refused: 'wrong_passkey' };
	return admit(house, { ...account, epoch: owner.epoch, hasFactor: true }, visitor, 'passkey');
}
