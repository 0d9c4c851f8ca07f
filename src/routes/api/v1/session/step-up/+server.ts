import { stepUpBody } from '#lib/contract/second-factor.ts';
import { stepUp } from '#lib/server/auth/step-up.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

/** Confirms who one is: for ten minutes, account screens, keys and exports open. */
export const POST: RequestHandler = signedInOnly(async (event, session) => {
	const read = await readBody(event.request, stepUpBody);
	if (read.refusal) return read.refusal;
	const outcome = await stepUp(event.locals.app, session, read.body, placeOf(event));
	if ('refused' in outcome) return refusedResponse(outcome);
	setSessionCookie(event, outcome.token);
	const { id, name, title, role } = session.account;
	return answer({ account: { id, name, title, role } });
});
