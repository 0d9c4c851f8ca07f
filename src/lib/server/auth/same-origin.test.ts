import { expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const HTTPS = 'https://halte.example.org';
const HOST = 'halte.example.org';
const EVIL = 'https://evil.example';

it.each([
	['the browser says that our own page asks', 'same-origin', EVIL, [], true],
	['the browser says that the person asks', 'none', null, [], true],
	['the browser says that another site asks, whatever Origin claims', 'cross-site', HTTPS, [HTTPS], false],
	['the browser says that a sister site asks', 'same-site', HTTPS, [HTTPS], false],
	['the browser says something unheard of', 'kind-site', HTTPS, [HTTPS], false],
	['no browser', null, null, [], true],
	['an older browser, our own page', null, HTTPS, [], true],
	[
		'an older browser, one of our other addresses',
		null,
		'http://192.168.1.20:3000',
		['http://192.168.1.20:3000'],
		true
	],
	['an older browser, another site', null, EVIL, [HTTPS], false],
	['an older browser, another port of our host', null, `${HTTPS}:8443`, [HTTPS], false],
	['an older browser, a page without an origin', null, 'null', [HTTPS], false],
	['an older browser, our plain http where https is the address', null, `http://${HOST}`, [HTTPS], false],
	['an older browser, our plain http where that is all there is', null, `http://${HOST}`, [], true]
])('%s', (_, secFetchSite, origin, origins, same) => {
	expect(isSameOrigin({ secFetchSite, origin, host: HOST }, origins)).toBe(same);
});
