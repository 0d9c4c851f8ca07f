import { expect, it } from 'vitest';
import { passkeyPlace } from './passkey-place.ts';

const HTTPS = 'https://halte.example.org';

it.each([
	['our own machine', 'localhost:3000', [], { rpId: 'localhost', origin: 'http://localhost:3000' }],
	[
		'our own machine, beside a public address',
		'localhost:3000',
		[HTTPS],
		{ rpId: 'localhost', origin: 'http://localhost:3000' }
	],
	[
		'our own machine over https',
		'localhost:8443',
		['https://localhost:8443'],
		{ rpId: 'localhost', origin: 'https://localhost:8443' }
	],
	['the public address', 'halte.example.org', [HTTPS], { rpId: 'halte.example.org', origin: HTTPS }],
	[
		'one of two public addresses',
		'halte.example.org:8443',
		[HTTPS, `${HTTPS}:8443`],
		{ rpId: 'halte.example.org', origin: `${HTTPS}:8443` }
	],
	[
		'an address behind something that speaks https, without ORIGIN',
		'halte.example.org',
		[],
		{ rpId: 'halte.example.org', origin: HTTPS }
	],
	['another name for this server', 'sister.example.org', [HTTPS], null],
	['a clinic on plain http', 'halte.lan', ['http://halte.lan'], null],
	['a number instead of a name', '127.0.0.1:3000', [], null],
	['another kind of number', '[::1]:3000', [], null],
	['a name that only looks local', 'localhost.example.org', [HTTPS], null],
	['no name at all', null, [], null],
	['nonsense', 'a b', [], null]
])('%s', (_, host, origins, place) => {
	expect(passkeyPlace(host, { origins })).toEqual(place);
});
