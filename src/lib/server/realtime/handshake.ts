/** Who is on a socket. Socket traffic does not pass SvelteKit's hooks, so the door is here. */
import type { IncomingMessage } from 'node:http';
import { isSameOrigin } from '#lib/server/auth/same-origin.ts';

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

/** The value of a cookie in a raw Cookie header, or null. */
export function readCookie(header: string | undefined, name: string): string | null {
	for (const part of header?.split(';') ?? []) {
		const [key, ...value] = part.trim().split('=');
		if (key === name) return value.join('=') || null;
	}
	return null;
}
