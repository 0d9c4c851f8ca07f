import { leaveAloneBody } from '#lib/contract/commands.ts';
import { leaveAlone } from '#lib/server/auth/sign-in.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

/** From here on the browser opens one page of one site; whoever asked signs in again to leave it (ADR 31). */
export const POST: RequestHandler = signedInOnly(async (event, session) => {
	const { body, refusal } = await readBody(event.request, leaveAloneBody);
	if (refusal) return refusal;
	const outcome = await leaveAlone(event.locals.app, session, body.siteId);
	if ('refused' in outcome) return problemResponse(outcome.refused);
	setSessionCookie(event, outcome.token);
	return new Response(null, { status: 204, headers: CLEARS_CACHE });
});
