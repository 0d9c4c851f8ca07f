import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Entrance } from './entrance.ts';

describe('Somebody whose key is known', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	/** How many of so many are in, and how many were sent away. */
	function come(entrance: Entrance, count: number, key: string | null) {
		const seen = { in: 0, away: 0 };
		for (let i = 0; i < count; i += 1)
			void entrance.admit(key).then((admitted) => (seen[admitted ? 'in' : 'away'] += 1));
		return seen;
	}

	it('comes in at once, however many strangers wait or are sent away', async () => {
		const entrance = new Entrance();
		const strangers = come(entrance, 3_000, null);
		const nurse = come(entrance, 3, 'a nurse');
		await vi.advanceTimersByTimeAsync(0);
		expect([strangers, nurse]).toEqual([
			{ in: 20, away: 980 },
			{ in: 3, away: 0 }
		]);
	});

	it('does not fill that lane: beyond twenty of one key they stand with the strangers', async () => {
		const entrance = new Entrance();
		// The twenty places at a stroke are taken, so that the next ones have to wait.
		come(entrance, 20, 'a nurse');
		await vi.advanceTimersByTimeAsync(0);
		const rush = come(entrance, 1_000, 'a copied key');
		const colleague = come(entrance, 1, 'a colleague');
		await vi.advanceTimersByTimeAsync(0);
		expect(rush).toEqual({ in: 20, away: 0 });
		await vi.advanceTimersByTimeAsync(110);
		expect(colleague).toEqual({ in: 1, away: 0 });
	});
});

it('Whoever is known asks the database while strangers fill their places and wait', async () => {
	const entrance = new Entrance();
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const strangers = Array.from({ length: 50 }, () => entrance.ask(null, () => held));
	expect(await entrance.ask('a nurse', () => Promise.resolve('asked'))).toBe('asked');
	letGo();
	await Promise.all(strangers);
});
