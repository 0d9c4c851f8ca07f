import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { clearSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = signedInOnly(async (event, { account, publicId }) => {
	const { sessionId } = event.params;
	if (!(await event.locals.app.sessions.endOne(account.id, sessionId))) return problemResponse('not_found');
	if (sessionId !== publicId) return new Response(null, { status: 204 });
	clearSessionCookie(event);
	return new Response(null, { status: 204, headers: CLEARS_CACHE });
});
