/** Who may add a factor now, where passkeys belong, and how a sign-in goes on once its first factor is there. */
import type { RequestEvent } from '@sveltejs/kit';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import { passkeyPlace } from '#lib/server/auth/passkey-place.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import { completeSignIn } from '#lib/server/auth/sign-in.ts';
import type { SettingUp } from '#lib/server/auth/totp.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';

type Request = Pick<RequestEvent, 'request' | 'cookies' | 'locals'>;

/** Where this request's passkeys belong, or null where browsers have none. */
export function placeOf({ request, locals }: Request): PasskeyPlace | null {
	return passkeyPlace(request.headers.get('host'), locals.app.environment);
}

export type AddingSession =
	| { readonly session: Session }
	| {
			readonly refused:
				'not_signed_in' | 'locked' | 'training_needed' | 'second_factor_needed' | 'step_up_needed';
	  };

/**
 * The session that may add a factor: a fresh one, or one whose password was right and whose account has none yet.
 * `factors.add…` asks the second once more, in the transaction.
 */
export async function addingSession({ app, session }: App.Locals): Promise<AddingSession> {
	switch (session?.state) {
		case undefined:
			return { refused: 'not_signed_in' };
		case 'locked':
		case 'alone':
			return { refused: 'locked' };
		case 'untrained':
			return { refused: 'training_needed' };
		case 'pending': {
			const { totp, passkeys } = await app.factors.of(session.account.id);
			const first = totp === null && passkeys.length === 0;
			return first ? { session } : { refused: 'second_factor_needed' };
		}
		case 'open':
			return session.level === 'full' && session.fresh ? { session } : { refused: 'step_up_needed' };
	}
}

/** Who sets up an application of codes, and where: its secret is shown to this session alone. */
export function settingUp({ account, publicId }: Session): SettingUp {
	return { accountId: account.id, publicId };
}

/** A sign-in that was led through the set-up is complete, under another token. */
export async function afterAdding(event: Request, session: Session): Promise<void> {
	if (session.state !== 'pending') return;
	const token = await completeSignIn(event.locals.app, session);
	if (token !== null) setSessionCookie(event, token);
}
