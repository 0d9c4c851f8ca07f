import { describe, expect, it } from 'vitest';
import { canBePutBack, PUTS_BACK, type What } from '#lib/domain/administration/changes.ts';
import { isSame, opposite } from '#lib/domain/administration/put-back.ts';

describe('Taking a change back', () => {
	it('is the change the other way round', () => {
		const renamed = {
			what: 'site_renamed',
			before: { name: 'Le Perron' },
			after: { name: 'Le Seuil' }
		} as const;
		expect(opposite(renamed)).toEqual({
			what: 'site_renamed',
			before: { name: 'Le Seuil' },
			after: { name: 'Le Perron' }
		});
		const room = { id: 'office', name: 'Bureau', kind: 'care' } as const;
		expect(opposite({ what: 'room_removed', before: { room }, after: { room: null } })).toEqual({
			what: 'room_added',
			before: { room: null },
			after: { room }
		});
	});

	it('of what was taken back is the first change again', () => {
		for (const [what, back] of Object.entries(PUTS_BACK) as [What, What | null][]) {
			if (back !== null) expect(PUTS_BACK[back], what).toBe(what);
		}
	});

	it('is not there for codes that were read and keys that were taken', () => {
		const stay = (Object.keys(PUTS_BACK) as What[]).filter((what) => !canBePutBack(what));
		expect(stay).toEqual(
			expect.arrayContaining(['account_created', 'code_issued', 'factors_reset', 'device_revoked'])
		);
		expect(opposite({ what: 'code_issued', before: {}, after: {} })).toBeNull();
	});
});

it('values are the same whatever the order of their keys, and only then', () => {
	expect(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
	for (const other of [{ a: 2 }, { a: 1, b: 1 }, {}, null, [1], { a: '1' }, { b: undefined }])
		expect(isSame({ a: 1 }, other)).toBe(false);
	expect(isSame(['a', 'b'], ['b', 'a'])).toBe(false);
	expect(isSame([], {})).toBe(false);
});
