import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lane } from './lane.ts';

describe('Those who come in', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	/** How many of so many are in, and how many were sent away, as time passes. */
	function rush(lane: Lane, count: number) {
		const seen = { in: 0, away: 0 };
		for (let i = 0; i < count; i += 1)
			void lane.admit().then((admitted) => (seen[admitted ? 'in' : 'away'] += 1));
		return seen;
	}

	it('are twenty at a stroke, then two hundred a second, in their order', async () => {
		const lane = new Lane(4);
		const seen = rush(lane, 1_000);
		await vi.advanceTimersByTimeAsync(0);
		expect(seen.in).toBe(20);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(seen.in).toBe(220);
		await vi.advanceTimersByTimeAsync(4_000);
		expect(seen).toEqual({ in: 1_000, away: 0 });
	});

	it('may be twenty again when it has been quiet for a while, and no timer runs meanwhile', async () => {
		const lane = new Lane(4);
		rush(lane, 20);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(vi.getTimerCount()).toBe(0);
		const seen = rush(lane, 30);
		await vi.advanceTimersByTimeAsync(0);
		expect(seen.in).toBe(20);
	});

	it('are sent away when two thousand wait already, and those who wait when the house closes', async () => {
		const lane = new Lane(4);
		const seen = rush(lane, 2_100);
		await vi.advanceTimersByTimeAsync(0);
		expect(seen).toEqual({ in: 20, away: 80 });
		lane.close();
		await vi.advanceTimersByTimeAsync(0);
		expect(seen).toEqual({ in: 20, away: 2_080 });
		expect(vi.getTimerCount()).toBe(0);
	});
});

it('Four ask the database at a time, in their order; one that fails makes way as well', async () => {
	const lane = new Lane(4);
	const begun: number[] = [];
	const ends: ((how: 'well' | 'badly') => void)[] = [];
	const asked = Array.from({ length: 10 }, (_, index) =>
		lane
			.ask(
				() =>
					new Promise<number>((resolve, reject) => {
						begun.push(index);
						ends.push((how) => (how === 'well' ? resolve(index) : reject(new Error('the database is away'))));
					})
			)
			.catch(() => 'failed')
	);
	await vi.waitFor(() => expect(begun).toEqual([0, 1, 2, 3]));
	ends[2]?.('well');
	ends[0]?.('badly');
	await vi.waitFor(() => expect(begun).toEqual([0, 1, 2, 3, 4, 5]));
	for (let next = 0; next < 10; next += 1) {
		await vi.waitFor(() => expect(ends[next]).toBeDefined());
		ends[next]?.('well');
	}
	expect(await Promise.all(asked)).toEqual(['failed', 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
