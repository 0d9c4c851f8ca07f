import { expect, it } from 'vitest';
import { readRedisAddress } from './address.ts';

it('one server stays as it is written, with its user, its password and TLS', () => {
	for (const url of ['redis://localhost', 'rediss://halte:geheim@redis.example.org:6380/2'])
		expect(readRedisAddress(url)).toEqual({ kind: 'single', url });
});

it('sentinels are several, and name the set that they watch over', () => {
	expect(readRedisAddress('redis+sentinel://halte:p%40ss@a,b:26380,[::1]:26381/mymaster')).toEqual({
		kind: 'sentinel',
		tls: false,
		places: [
			{ host: 'a', port: 26_379 },
			{ host: 'b', port: 26_380 },
			{ host: '::1', port: 26_381 }
		],
		name: 'mymaster',
		sentinel: {},
		username: 'halte',
		password: 'p@ss'
	});
	expect(readRedisAddress('rediss+sentinel://:only@a/m?sentinelPassword=x%26y&sentinelUsername=w')).toEqual({
		kind: 'sentinel',
		tls: true,
		places: [{ host: 'a', port: 26_379 }],
		name: 'm',
		sentinel: { username: 'w', password: 'x&y' },
		password: 'only'
	});
});

it('a cluster is told by some of its servers', () => {
	expect(readRedisAddress('rediss+cluster://halte:x@a,b:7001')).toEqual({
		kind: 'cluster',
		tls: true,
		places: [
			{ host: 'a', port: 6_379 },
			{ host: 'b', port: 7_001 }
		],
		username: 'halte',
		password: 'x'
	});
});

it.each([
	...['http://localhost', 'localhost:6379', 'redis+other://a'],
	...['redis+sentinel://a,b', 'redis+sentinel://a/', 'redis+sentinel:///m', 'redis+sentinel://a,/m'],
	...['redis+sentinel://a/m?sentinelpassword=x', 'redis+sentinel://a:70000/m'],
	...['redis+cluster://a:x', 'redis+cluster://a/0', 'redis+cluster://a?x=1', 'redis+cluster://%@a']
])('%s is none', (text) => {
	expect(readRedisAddress(text)).toBe(null);
});
