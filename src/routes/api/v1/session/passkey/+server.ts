import { passkeySignInBody } from '#lib/contract/second-factor.ts';
import { signInByPasskey } from '#lib/server/auth/passkey-sign-in.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { setSessionCookie, visitorOf } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

/** Signing in with a passkey alone, without a name. */
export const POST: RequestHandler = open(async (event) => {
	const read = await readBody(event.request, passkeySignInBody);
	if (read.refusal) return read.refusal;
	const { app } = event.locals;
	const outcome = await signInByPasskey(app, read.body.passkey, placeOf(event), visitorOf(event));
	if ('refused' in outcome) return refusedResponse(outcome);
	setSessionCookie(event, outcome.token);
	return answer({ account: outcome.account });
});
