import { listOwnSessions } from '#lib/server/auth/own-access.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { clearSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals }, mine) =>
	answer({ sessions: await listOwnSessions(locals.app.sessions, mine) })
);

/** « Partout » : without a step-up, since whoever is alarmed must not be asked for a password first. */
export const DELETE: RequestHandler = signedInOnly(async (event, { account }) => {
	await event.locals.app.sessions.endAll(account.id);
	clearSessionCookie(event);
	return new Response(null, { status: 204, headers: CLEARS_CACHE });
});
