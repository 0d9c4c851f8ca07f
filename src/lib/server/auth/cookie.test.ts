import { describe, expect, it } from 'vitest';
import {
	deviceCookieName,
	deviceCookieOptions,
	isSecure,
	sessionCookieName,
	sessionCookieOptions
} from './cookie.ts';

describe('isSecure', () => {
	const HTTPS = 'https://halte.example.org';
	const LAN = 'http://192.168.1.20:3000';

	it.each([
		['no public address: the demo on this machine', 'localhost:3000', [], false],
		['every public address is https, whatever the host says', 'made-up.example', [HTTPS], true],
		['every public address is https and the host is missing', null, [HTTPS], true],
		['the host is the https one of two', 'halte.example.org', [HTTPS, LAN], true],
		['the host is the plain one of two', '192.168.1.20:3000', [HTTPS, LAN], false],
		['the host is the https one on another port', 'halte.example.org:8080', [HTTPS, LAN], false],
		['plain http alone', '192.168.1.20:3000', [LAN], false]
	])('%s', (_, host, origins, secure) => {
		expect(isSecure(host, { origins })).toBe(secure);
	});
});

it('names each cookie for this host alone where the address is https, and plainly elsewhere', () => {
	expect([sessionCookieName(true), deviceCookieName(true)]).toEqual([
		'__Host-halte_session',
		'__Host-halte_device'
	]);
	expect([sessionCookieName(false), deviceCookieName(false)]).toEqual(['halte_session', 'halte_device']);
});

it.each([true, false])(
	'keeps what browsers ask of `__Host-`: whole site, no domain (secure: %s)',
	(secure) => {
		const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure };
		expect(sessionCookieOptions(secure)).toEqual({ ...kept, maxAge: 43_200 });
		expect(deviceCookieOptions(secure)).toEqual({ ...kept, maxAge: 34_560_000 });
	}
);
