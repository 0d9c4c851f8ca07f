import { describe, expect, it } from 'vitest';
import { callAdvice } from '#lib/contract/call-advice.ts';

const CALLED = '2026-11-25T18:00:00.000Z';
const after = (minutes: number, callCount: number) =>
	callAdvice({ calledAt: CALLED, callCount }, Date.parse(CALLED) + minutes * 60_000);

describe('While somebody who was called does not come', () => {
	it.each([
		[0, 1, 'wait'],
		[4.9, 1, 'wait'],
		[5, 1, 'recall'],
		[5, 2, 'wait'],
		[9.9, 2, 'wait'],
		[10, 2, 'recall'],
		[10, 3, 'wait'],
		[12, 3, 'keep_place']
	])('after %d min and %d calls the screen says %s', (minutes, calls, advice) => {
		expect(after(minutes, calls)).toBe(advice);
	});

	it('advises another call as long as three were not made, however long it takes', () => {
		expect(after(30, 1)).toBe('recall');
		expect(after(30, 2)).toBe('recall');
	});

	it('advises to keep the place at last, and no sooner for having called often', () => {
		expect(after(3, 6)).toBe('wait');
		expect(after(11.9, 6)).toBe('wait');
		expect(after(12, 6)).toBe('keep_place');
	});

	it('says nothing of somebody who is not called', () => {
		expect(callAdvice({ calledAt: null, callCount: 2 }, Date.parse(CALLED))).toBeNull();
	});
});
