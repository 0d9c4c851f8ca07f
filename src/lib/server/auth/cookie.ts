/** The two cookies: whose session it is, and which enrolled device it is. Their names, and how browsers must keep them. */
import type { Environment } from '#lib/server/environment.ts';

/**
 * Secure where the public address is https: always when every ORIGIN is, else when the host that was asked for
 * is one of those. A clinic's plain-http tablet still signs in.
 */
export function isSecure(host: string | null, { origins }: Pick<Environment, 'origins'>): boolean {
	const secure = origins.map((origin) => new URL(origin)).filter(({ protocol }) => protocol === 'https:');
	if (secure.length === 0) return false;
	return secure.length === origins.length || secure.some((url) => url.host === host);
}

/**
 * The session cookie's name, to set and to read: where the address is https the plain name means nothing, so that
 * neither a page on plain http nor a sister host can put a session of its own into the browser. Browsers take a
 * `__Host-` cookie only from the host itself, over https, for the whole site (RFC 6265bis, 4.1.3.2).
 */
export function sessionCookieName(secure: boolean): string {
	return secure ? '__Host-halte_session' : 'halte_session';
}

/** The device cookie's name, to set and to read; see `sessionCookieName`. */
export function deviceCookieName(secure: boolean): string {
	return secure ? '__Host-halte_device' : 'halte_device';
}

/** A working day, in seconds: no session lives longer. */
const SESSION_S = 12 * 60 * 60;

/** HttpOnly, Lax, this host alone, for 12 hours. */
export function sessionCookieOptions(secure: boolean) {
	return { ...kept(secure), maxAge: SESSION_S } as const;
}

/** 400 days, in seconds: browsers keep no cookie longer (RFC 6265bis, 5.5), so a device in use is given its own anew. */
const DEVICE_S = 400 * 24 * 60 * 60;

/** HttpOnly, Lax, this host alone, for 400 days from the last time it was set. */
export function deviceCookieOptions(secure: boolean) {
	return { ...kept(secure), maxAge: DEVICE_S } as const;
}

/**
 * Lax and not Strict, for both alike: somebody who follows a link from a message must not arrive with a session but
 * without the device it belongs to. What a link can reach changes nothing; what does is refused from elsewhere by
 * src/lib/server/auth/same-origin.ts.
 */
function kept(secure: boolean) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}
