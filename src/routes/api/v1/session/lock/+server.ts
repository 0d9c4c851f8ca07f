import { emptyBody } from '#lib/contract/commands.ts';
import { lock } from '#lib/server/auth/sign-in.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(async (event, session) => {
	const { refusal } = await readBody(event.request, emptyBody);
	if (refusal) return refusal;
	if (session.deviceId === null) return problemResponse('not_a_shared_device');
	const token = await lock(event.locals.app, session);
	// Another window of the tablet may have locked first: what was asked for is so.
	if (token !== null) setSessionCookie(event, token);
	return new Response(null, { status: 204, headers: CLEARS_CACHE });
});
