/** The two cookies of a request: whose session, which device; read and set in one place. */
import type { RequestEvent } from '@sveltejs/kit';
import {
	deviceCookieName,
	deviceCookieOptions,
	isSecure,
	sessionCookieName,
	sessionCookieOptions
} from '#lib/server/auth/cookie.ts';
import { browserName } from '#lib/server/auth/browser-name.ts';
import type { Visitor } from '#lib/server/auth/sign-in.ts';

type Request = Pick<RequestEvent, 'request' | 'cookies' | 'locals'>;

function secureFor({ request, locals }: Request): boolean {
	return isSecure(request.headers.get('host'), locals.app.environment);
}

/** What the browser sent, or null. */
export function readSessionCookie(event: Request): string | null {
	return event.cookies.get(sessionCookieName(secureFor(event))) ?? null;
}

/** Gives the browser a session's token. */
export function setSessionCookie(event: Request, token: string): void {
	const secure = secureFor(event);
	event.cookies.set(sessionCookieName(secure), token, sessionCookieOptions(secure));
}

/** Takes the session's token away. */
export function clearSessionCookie(event: Request): void {
	const secure = secureFor(event);
	event.cookies.delete(sessionCookieName(secure), sessionCookieOptions(secure));
}

/** The key of an enrolled device that the browser sent, or null. */
export function readDeviceCookie(event: Request): string | null {
	return event.cookies.get(deviceCookieName(secureFor(event))) ?? null;
}

/** Gives the browser the key of a device. */
export function setDeviceCookie(event: Request, key: string): void {
	const secure = secureFor(event);
	event.cookies.set(deviceCookieName(secure), key, deviceCookieOptions(secure));
}

/** Takes the key of a device away. */
export function clearDeviceCookie(event: Request): void {
	const secure = secureFor(event);
	event.cookies.delete(deviceCookieName(secure), deviceCookieOptions(secure));
}

/** Who stands in front of the door, for signing in. */
export function visitorOf({ request, locals }: Request): Visitor {
	const { device, session } = locals;
	return { device, session, browser: browserName(request.headers.get('user-agent')) };
}
