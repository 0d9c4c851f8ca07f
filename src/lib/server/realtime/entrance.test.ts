import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Entrance, type Key } from './entrance.ts';

const session = (name: string): Key => ({ of: 'session', name });
const screen = (name: string): Key => ({ of: 'screen', name });

describe('Somebody whose key is known', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	/** How many of so many are in, and how many were sent away. */
	function come(entrance: Entrance, count: number, key: Key | null) {
		const seen = { in: 0, away: 0 };
		for (let i = 0; i < count; i += 1)
			void entrance.admit(key).then((admitted) => (seen[admitted ? 'in' : 'away'] += 1));
		return seen;
	}

	it('comes in at once, however many strangers wait or are sent away', async () => {
		const entrance = new Entrance();
		const strangers = come(entrance, 3_000, null);
		const nurse = come(entrance, 3, session('a nurse'));
		const wall = come(entrance, 3, screen('a screen'));
		await vi.advanceTimersByTimeAsync(0);
		expect([strangers, nurse, wall]).toEqual([
			{ in: 20, away: 980 },
			{ in: 3, away: 0 },
			{ in: 3, away: 0 }
		]);
	});

	it('does not fill that lane: beyond twenty of one key they stand with the strangers', async () => {
		const entrance = new Entrance();
		// The twenty places at a stroke are taken, so that the next ones have to wait.
		come(entrance, 20, session('a nurse'));
		await vi.advanceTimersByTimeAsync(0);
		const rush = come(entrance, 1_000, session('a copied key'));
		const colleague = come(entrance, 1, session('a colleague'));
		await vi.advanceTimersByTimeAsync(0);
		expect(rush).toEqual({ in: 20, away: 0 });
		await vi.advanceTimersByTimeAsync(110);
		expect(colleague).toEqual({ in: 1, away: 0 });
	});

	it('keeps no screen waiting with many sessions, and no session with many screens', async () => {
		const entrance = new Entrance();
		for (let i = 0; i < 100; i += 1) come(entrance, 20, session(`a copied session ${i}`));
		const wall = come(entrance, 20, screen('a screen'));
		await vi.advanceTimersByTimeAsync(0);
		expect(wall).toEqual({ in: 20, away: 0 });
		for (let i = 0; i < 100; i += 1) come(entrance, 20, screen(`a copied screen ${i}`));
		await vi.advanceTimersByTimeAsync(11_000);
		const nurse = come(entrance, 20, session('a nurse'));
		await vi.advanceTimersByTimeAsync(0);
		expect(nurse).toEqual({ in: 20, away: 0 });
	});
});

it('Whoever is known asks the database while strangers fill their places and wait', async () => {
	const entrance = new Entrance();
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const strangers = Array.from({ length: 50 }, () => entrance.ask(null, () => held));
	for (const key of [session('a nurse'), screen('a screen')])
		expect(await entrance.ask(key, () => Promise.resolve('asked'))).toBe('asked');
	letGo();
	await Promise.all(strangers);
});
