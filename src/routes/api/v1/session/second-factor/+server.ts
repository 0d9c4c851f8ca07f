import { secondFactorBody } from '#lib/contract/second-factor.ts';
import { takeSecondStep } from '#lib/server/auth/second-factor.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async (event) => {
	const { app, session } = event.locals;
	if (session?.state !== 'pending') {
		return problemResponse(session === null ? 'not_signed_in' : 'second_factor_not_due');
	}
	const read = await readBody(event.request, secondFactorBody);
	if (read.refusal) return read.refusal;
	const outcome = await takeSecondStep(app, session, read.body, placeOf(event));
	if ('refused' in outcome) return refusedResponse(outcome);
	setSessionCookie(event, outcome.token);
	const { id, name, title, role } = session.account;
	return answer({ account: { id, name, title, role } });
});
