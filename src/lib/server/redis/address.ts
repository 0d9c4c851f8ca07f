/** Where Redis is: one server, a set that sentinels watch over, or a cluster. */

export interface Place {
	readonly host: string;
	readonly port: number;
}

interface Credentials {
	readonly username?: string;
	readonly password?: string;
}

export type RedisAddress =
	| { readonly kind: 'single'; readonly url: string }
	| ({
			readonly kind: 'sentinel';
			readonly tls: boolean;
			readonly places: readonly Place[];
			/** What the sentinels call the set. */
			readonly name: string;
			/** The sentinels' own, when they ask for it; the others are Redis's. */
			readonly sentinel: Credentials;
	  } & Credentials)
	| ({ readonly kind: 'cluster'; readonly tls: boolean; readonly places: readonly Place[] } & Credentials);

const MANY = /^(rediss?)\+(sentinel|cluster):\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;
const PORTS = { sentinel: 26_379, cluster: 6_379 } as const;

/**
 * `redis://` or `rediss://` (TLS) with `user:password@`; `redis+sentinel://user:password@host:port,host:port/name`, with
 * `?sentinelUsername=…&sentinelPassword=…` when the sentinels ask for one; `redis+cluster://user:password@host:port,…`;
 * and both with `rediss+`. Null when it is none of these.
 */
export function readRedisAddress(text: string): RedisAddress | null {
	if (/^rediss?:\/\//.test(text)) return URL.canParse(text) ? { kind: 'single', url: text } : null;
	const [, scheme, kind, who, hosts = '', path = '', query = ''] = MANY.exec(text) ?? [];
	if (kind !== 'sentinel' && kind !== 'cluster') return null;
	const places = hosts.split(',').map((host) => placeOf(host, PORTS[kind]));
	const known = places.flatMap((place) => place ?? []);
	const credentials = credentialsOf(who);
	if (known.length < places.length || credentials === null) return null;
	const tls = scheme === 'rediss';
	if (kind === 'cluster') return path + query === '' ? { kind, tls, places: known, ...credentials } : null;
	if (!/^[\w.-]+$/.test(path)) return null;
	const asked = new URLSearchParams(query);
	if ([...asked.keys()].some((key) => key !== 'sentinelUsername' && key !== 'sentinelPassword')) return null;
	const [username, password] = [asked.get('sentinelUsername'), asked.get('sentinelPassword')];
	const sentinel = { ...(username && { username }), ...(password && { password }) };
	return { kind, tls, places: known, name: path, sentinel, ...credentials };
}

function placeOf(text: string, usualPort: number): Place | null {
	const [, bracketed, host = bracketed, port] =
		/^(?:\[([\da-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
	if (host === undefined || Number(port ?? 0) > 65_535) return null;
	return { host, port: port === undefined ? usualPort : Number(port) };
}

function credentialsOf(text: string | undefined): Credentials | null {
	if (text === undefined || text === '') return {};
	try {
		const [username = '', ...rest] = text.split(':').map(decodeURIComponent);
		return { ...(username && { username }), ...(rest.length > 0 && { password: rest.join(':') }) };
	} catch {
		return null;
	}
}
