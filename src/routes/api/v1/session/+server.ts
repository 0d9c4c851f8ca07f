import { signInBody } from '#lib/contract/commands.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { answer, open, signedInOnly } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { clearSessionCookie, setSessionCookie, visitorOf } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async (event) => {
	const read = await readBody(event.request, signInBody);
	if (read.refusal) return read.refusal;
	const { app } = event.locals;
	const outcome = await signIn(app, read.body, visitorOf(event));
	if ('refused' in outcome) return refusedResponse(outcome);
	setSessionCookie(event, outcome.token);
	return answer({ account: outcome.account, ...(outcome.need !== 'none' && { secondFactor: outcome.need }) });
});

export const GET: RequestHandler = signedInOnly((_event, { account: { id, name, title, role } }) =>
	answer({ account: { id, name, title, role } })
);

export const DELETE: RequestHandler = open(async (event) => {
	const { session, app } = event.locals;
	if (session === null) return problemResponse('not_signed_in');
	await app.sessions.end(session.sessionId);
	clearSessionCookie(event);
	return new Response(null, { status: 204, headers: CLEARS_CACHE });
});
