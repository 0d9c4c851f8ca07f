/** The headers that every answer carries: what a browser may do with it, and that nobody keeps it. */
import type { ServerResponse } from 'node:http';

/** Whether the public address that was asked is https: cookie.ts, `isSecure`. */
export interface Asked {
	readonly secure: boolean;
}

/** What no page here needs is off for all of them; a screen stays awake and full, a passkey is made and shown. */
const PERMISSIONS = [
	...['accelerometer', 'camera', 'display-capture', 'encrypted-media', 'geolocation', 'gyroscope'],
	...[
		'hid',
		'idle-detection',
		'local-fonts',
		'magnetometer',
		'microphone',
		'midi',
		'payment',
		'serial',
		'usb'
	]
].map((feature) => `${feature}=()`);
const OWN_PERMISSIONS = [
	...['fullscreen', 'screen-wake-lock', 'publickey-credentials-get', 'publickey-credentials-create']
].map((feature) => `${feature}=(self)`);

const ALWAYS: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': [...PERMISSIONS, ...OWN_PERMISSIONS].join(', '),
	// For browsers that do not know `frame-ancestors`.
	'x-frame-options': 'DENY'
};
/** A year. Where plain http is an address of the house too, its host must not be a subdomain of the https one. */
const ONLY_HTTPS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** Data, should a browser ever take it for a page. Pages come with a policy of their own: svelte.config.js. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Files; a script that runs as a worker lives by the policy that it came with. */
const FILE =
	"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers on which the browser forgets what it keeps of this site; whoever signs out, locks or hands over is gone. */
export const CLEARS_CACHE = { 'clear-site-data': '"cache"' };

/** Dresses what a route or a hook answers. Whatever it is, a person's data or name may be in it: nobody stores it. */
export function secureHeaders(response: Response, asked: Asked): Response {
	const { headers } = response;
	for (const [name, value] of Object.entries(standing(asked))) headers.set(name, value);
	if (!headers.has('content-security-policy')) headers.set('content-security-policy', NO_PAGE);
	headers.set('cache-control', 'no-store');
	headers.append('vary', 'Cookie');
	return response;
}

/**
 * Dresses what no route answers, before it is written: files, polls of sockets, SvelteKit's redirects and last words.
 * Routes, polls and files with a name of their own say more, and what they say stands. A file is asked for again
 * each time; unchanged, it is not sent again.
 */
export function standingHeaders(response: ServerResponse, asked: Asked): void {
	const headers = { ...standing(asked), 'content-security-policy': FILE, 'cache-control': 'no-cache' };
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function standing({ secure }: Asked): Record<string, string> {
	return secure ? { ...ALWAYS, ...ONLY_HTTPS } : ALWAYS;
}
