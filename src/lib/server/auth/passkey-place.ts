/** Where a passkey belongs: to a host's name, over https or on localhost; browsers have none elsewhere (WebAuthn 3, 5.1). */
import { isIP } from 'node:net';
import type { Environment } from '#lib/server/environment.ts';

export interface PasskeyPlace {
	/** The host's name without its port. */
	readonly rpId: string;
	readonly origin: string;
}

/**
 * The place that a request's Host names, or null where no passkey can be. Where ORIGIN is set, it is one of those, or
 * localhost. A made-up Host wins nothing: a passkey signs for the name that its browser really asked.
 */
export function passkeyPlace(
	host: string | null,
	{ origins }: Pick<Environment, 'origins'>
): PasskeyPlace | null {
	if (host === null || !URL.canParse(`https://${host}`)) return null;
	const local = new URL(`http://${host}`);
	const known = origins
		.map((origin) => new URL(origin))
		.filter((url) => url.origin === new URL(`${url.protocol}//${host}`).origin);
	if (known.length === 0 && isLocal(local)) known.push(local);
	if (origins.length === 0) known.push(new URL(`https://${host}`));
	const url = known.find((one) => one.protocol === 'https:' || isLocal(one));
	if (url === undefined || isIP(url.hostname.replaceAll(/[[\]]/g, '')) !== 0) return null;
	return { rpId: url.hostname, origin: url.origin };
}

function isLocal({ hostname }: URL): boolean {
	return hostname === 'localhost' || hostname.endsWith('.localhost');
}
