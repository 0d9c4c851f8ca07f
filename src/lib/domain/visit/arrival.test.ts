import { describe, expect, it } from 'vitest';
import { aBlock } from '../../../../tests/factories/site.ts';
import { minute, minutes } from '../../../../tests/factories/time.ts';
import { arrivalOf } from '#lib/domain/visit/arrival.ts';

describe('When somebody arrived', () => {
	it.each([
		['is now when the tablet was touched now', 0, 30, false],
		['is the first touch of a form that took a minute', 1, 29, false],
		['is not called moved at exactly two minutes', 2, 28, false],
		['is shown as moved from more than two minutes on', 2.001, 27.999, true],
		['may be up to three hours before the block', 210, -180, true],
		['is clamped to three hours before the block, and shown', 211, -180, true]
	])('%s', (_, ageMinutes, arrived, backdated) => {
		expect(arrivalOf(minute(30), minutes(ageMinutes), aBlock())).toEqual({
			arrivedAt: minute(arrived),
			backdated
		});
	});

	it('is never in the future, even when the block was opened long before its hour', () => {
		const at = minute(-400);
		expect(arrivalOf(at, 0, aBlock())).toEqual({ arrivedAt: at, backdated: false });
		expect(arrivalOf(at, minutes(1), aBlock())).toEqual({ arrivedAt: at, backdated: true });
	});
});
