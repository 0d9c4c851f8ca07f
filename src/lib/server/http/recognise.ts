/** Who is asking, from which enrolled device; and whether a person's hand was in it. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Session, SignedIn } from '#lib/server/auth/sessions.ts';
import { readDeviceCookie, readSessionCookie } from '#lib/server/http/session-cookie.ts';
import { traceOf } from '#lib/server/observability/log.ts';

/** A touch is written down this often at most. */
const TOUCH_EVERY_MS = 15_000;

/** Fills `locals.device`, `locals.session` and, when its work may be done, `locals.signedIn`. */
export async function recognise(event: RequestEvent, touched: boolean): Promise<void> {
	const { locals } = event;
	const { sessions, devices, log } = locals.app;
	const token = readSessionCookie(event);
	const key = readDeviceCookie(event);
	const [session, device] = await Promise.all([
		token === null ? null : sessions.recognise(token, key),
		key === null ? null : devices.recognise(key)
	]);
	locals.session = session;
	locals.device = device;
	if (session === null || !isOpen(session)) return;
	locals.signedIn = session;
	if (!touched || session.now - session.lastActiveAt < TOUCH_EVERY_MS) return;
	// A touch that is not written down locks a screen sooner; that must not cost anybody an answer.
	sessions
		.touch(session.sessionId)
		.catch((error: unknown) => log.error({ error: traceOf(error) }, 'a touch was not kept'));
}

function isOpen(session: Session): session is SignedIn {
	return session.state === 'open';
}

/** Asked for by a program again and again; only a hand prolongs a session. */
const POLLS = new Set(['/api/v1/displays/pairings', '/api/v1/displays/token']);

/** True for pages that somebody opened and for what somebody pressed; false for reading by a program. */
export function isTouch(event: RequestEvent): boolean {
	const { request, url, route, isDataRequest } = event;
	if (POLLS.has(url.pathname)) return false;
	if (request.method !== 'GET' && request.method !== 'HEAD') return true;
	return !isDataRequest && route.id !== null && !route.id.startsWith('/api/') && !isProbe(event);
}

/** Asked by machines all day: nothing to remember. */
export function isProbe({ route }: RequestEvent): boolean {
	return route.id !== null && PROBES.has(route.id);
}
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);
