/** The session cookie's attributes. */
import type { Environment } from '#lib/server/environment.ts';

/** Secure where the public address that was asked for is https; a clinic's plain-http tablet still signs in. */
export function isSecure(host: string | null, { origins }: Pick<Environment, 'origins'>): boolean {
	return origins.some((origin) => {
		const url = new URL(origin);
		return url.protocol === 'https:' && url.host === host;
	});
}

/** HttpOnly, Lax, whole site, for one working day. */
export function sessionCookieOptions(secure: boolean) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 12 * 60 * 60 } as const;
}
