/** The session cookie's attributes. */
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

/** HttpOnly, Lax, whole site, for one working day. */
export function sessionCookieOptions(secure: boolean) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 12 * 60 * 60 } as const;
}
