import { signInBody } from '#lib/contract/commands.ts';
import { isSecure, sessionCookieOptions } from '#lib/server/auth/cookie.ts';
import { SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { answer, open, signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async ({ request, locals, cookies }) => {
	const read = await readBody(request, signInBody);
	if (read.refusal) return read.refusal;
	const token = await locals.app.sessions.signIn(read.body.username, read.body.password);
	const signedIn = token === null ? null : await locals.app.sessions.validate(token);
	if (token === null || signedIn === null) return problemResponse('wrong_credentials');
	const secure = isSecure(request.headers.get('host'), locals.app.environment);
	cookies.set(SESSION_COOKIE, token, sessionCookieOptions(secure));
	const { id, name, title, role } = signedIn.account;
	return answer({ account: { id, name, title, role } });
});

export const GET: RequestHandler = signedInOnly((_event, { account: { id, name, title, role } }) =>
	answer({ account: { id, name, title, role } })
);

export const DELETE: RequestHandler = signedInOnly(async ({ request, locals, cookies }, { sessionId }) => {
	await locals.app.sessions.signOut(sessionId);
	const secure = isSecure(request.headers.get('host'), locals.app.environment);
	cookies.delete(SESSION_COOKIE, sessionCookieOptions(secure));
	return new Response(null, { status: 204 });
});
