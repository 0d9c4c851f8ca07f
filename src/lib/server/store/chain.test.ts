import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainHash, eventHash, type HashedEvent } from '#lib/server/store/chain.ts';

const AN_EVENT: HashedEvent = {
	...{ siteId: 'porch', epoch: 1, seq: 7, ordinal: 0, by: 'maude' },
	commandId: '018f2d5e-0000-7000-8000-00000000000a',
	type: 'VisitRegistered',
	visitId: '018f2d5e-0000-7000-8000-00000000000b',
	at: Date.parse('2026-11-22T14:00:00.123Z'),
	data: { word: 'Huard 4', services: ['nurse'] }
};

it('is SHA-256 over the hash before, a line feed and the RFC 8785 form of the row', () => {
	const expected = createHash('sha256').update('abc\n{"a":[1,"é"],"b":null}').digest('hex');
	expect(chainHash('porch', 'abc', { b: null, a: [1, 'é'] })).toBe(expected);
});

it('binds the first row to its chain', () => {
	expect(chainHash('porch', null, {})).not.toBe(chainHash('workshop', null, {}));
});

it('does not depend on how keys are ordered, instants are written or ids are spelled', () => {
	const { data, ...rest } = AN_EVENT;
	const other = { data: Object.fromEntries(Object.entries(data as object).reverse()), ...rest };
	const shouted = { ...other, commandId: AN_EVENT.commandId.toUpperCase() };
	expect(eventHash(null, shouted)).toBe(eventHash(null, AN_EVENT));
});

it('changes with every field', () => {
	const changes: Partial<HashedEvent>[] = [
		...[{ siteId: 'workshop' }, { epoch: 2 }, { seq: 8 }, { ordinal: 1 }, { by: 'yannick' }],
		...[{ type: 'VisitLeft' }, { visitId: null }, { at: AN_EVENT.at + 1 }],
		...[{ commandId: '018f2d5e-0000-7000-8000-00000000000c' }, { data: { word: 'Huard 5' } }]
	];
	expect(new Set(changes.flatMap(Object.keys))).toEqual(new Set(Object.keys(AN_EVENT)));
	const hashes = [{}, ...changes].map((change) => eventHash('abc', { ...AN_EVENT, ...change }));
	expect(new Set(hashes).size).toBe(hashes.length);
});

it('is the same for what the database gives back of any JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (data) => {
			const stored: unknown = JSON.parse(JSON.stringify(data));
			expect(eventHash('abc', { ...AN_EVENT, data: stored })).toBe(eventHash('abc', { ...AN_EVENT, data }));
		})
	);
});
