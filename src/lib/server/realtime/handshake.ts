/** Who is on a socket. Socket traffic does not pass SvelteKit's hooks, so the door is here. */
import type { IncomingMessage } from 'node:http';
import { SCREEN_PROTOCOL } from '#lib/contract/screen-line.ts';
import { deviceCookieName, isSecure, sessionCookieName } from '#lib/server/auth/cookie.ts';
import { isSameOrigin } from '#lib/server/auth/same-origin.ts';
import type { Environment } from '#lib/server/environment.ts';

/** What a socket may be asked for, set once at the handshake. */
export interface SocketData {
	/** Set on /staff. */
	staff?: { accountId: string; publicId: string };
	/** Set on /display. */
	display?: { id: string; siteId: string };
	/** Sites whose rooms this socket is in. */
	sites: Set<string>;
}

/** False refuses the handshake: another site's page, polling and WebSocket alike. */
export function allowsHandshake(request: IncomingMessage, origins: readonly string[]): boolean {
	const one = (name: string) => {
		const value = request.headers[name];
		return typeof value === 'string' ? value : null;
	};
	const headers = { secFetchSite: one('sec-fetch-site'), origin: one('origin'), host: one('host') };
	return isSameOrigin(headers, origins);
}

/** The token of a session, the key of a tablet and that of a screen that a handshake shows; null where it shows none. */
export function keysOf(
	headers: IncomingMessage['headers'],
	environment: Pick<Environment, 'origins'>
): { readonly token: string | null; readonly device: string | null; readonly screen: string | null } {
	const { cookie, host } = headers;
	const secure = isSecure(host ?? null, environment);
	const [protocol, screen] = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? [];
	return {
		token: readCookie(cookie, sessionCookieName(secure)),
		device: readCookie(cookie, deviceCookieName(secure)),
		screen: (protocol === SCREEN_PROTOCOL && screen) || null
	};
}

/** The value of a cookie in a raw Cookie header, or null. */
function readCookie(header: string | undefined, name: string): string | null {
	for (const part of header?.split(';') ?? []) {
		const [key, ...value] = part.trim().split('=');
		if (key === name) return value.join('=') || null;
	}
	return null;
}
