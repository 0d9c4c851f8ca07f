import { expect, it } from 'vitest';
import { untilThere } from './until-there.ts';

it('a part of the page that the wifi lost is asked for again, less and less often, until it is there', async () => {
	const pauses: number[] = [];
	let failures = 7;
	const part = await untilThere(
		() => (failures-- > 0 ? Promise.reject(new Error('offline')) : Promise.resolve('the part')),
		async (ms) => void pauses.push(ms)
	);
	expect(part).toBe('the part');
	expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
