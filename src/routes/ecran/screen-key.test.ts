import { beforeEach, describe, expect, it } from 'vitest';
import { KeptKey, ON_DISK_MS, type Store } from './screen-key.ts';

let values: Map<string, string>;
let store: Store;
let now: number;
let pauses: { ms: number; over: () => void }[];

const time = {
	now: () => now,
	pause: (ms: number) => new Promise<void>((over) => void pauses.push({ ms, over }))
};
const key = (token: string) => ({ token, siteId: 'site' });
const tab = () => new KeptKey(() => store, time);

beforeEach(() => {
	values = new Map();
	store = {
		getItem: (name) => values.get(name) ?? null,
		setItem: (name, value) => void values.set(name, value),
		removeItem: (name) => void values.delete(name)
	};
	now = 0;
	pauses = [];
});

/** All that waits has waited. */
function wait(): void {
	for (const { ms, over } of pauses.splice(0)) {
		now = Math.max(now, ms);
		over();
	}
}

describe('A new key', () => {
	it('takes the place of the one that was shown at once, and is said to be kept when it is on the disk', async () => {
		tab().keep(key('first'));
		const renewed = tab().renew('first', 'second');
		expect(tab().read()).toEqual(key('second'));
		expect(pauses.map(({ ms }) => ms)).toEqual([ON_DISK_MS]);
		wait();
		expect(await renewed).toBe(true);
	});

	it('that another tab has renewed meanwhile is left alone, and not said to be kept', async () => {
		tab().keep(key('first'));
		void tab().renew('first', 'second');
		expect(await tab().renew('first', 'another')).toBe(false);
		expect(tab().token()).toBe('second');
	});

	it('that is gone again when it should be on the disk is not said to be kept', async () => {
		tab().keep(key('first'));
		const renewed = tab().renew('first', 'second');
		tab().keep(key('third'));
		wait();
		expect(await renewed).toBe(false);
	});

	it('that is offered again after the line broke is waited for no longer than the first time', async () => {
		const one = tab();
		one.keep(key('first'));
		void one.renew('first', 'second');
		now = 50_000;
		const again = one.renew('second', 'second');
		expect(pauses.map(({ ms }) => ms)).toEqual([ON_DISK_MS, ON_DISK_MS - 50_000]);
		wait();
		expect(await again).toBe(true);
	});

	it('comes to nothing on a screen that was sent away', async () => {
		const one = tab();
		one.keep(key('first'));
		one.forget();
		expect(await one.renew('first', 'second')).toBe(false);
		expect(one.read()).toBeNull();
	});
});

it('Without storage the screen keeps its key as long as it is on', async () => {
	const none = new KeptKey(() => {
		throw new Error('storage is off');
	}, time);
	expect(none.read()).toBeNull();
	none.keep(key('first'));
	const renewed = none.renew('first', 'second');
	wait();
	expect(await renewed).toBe(true);
	expect(none.token()).toBe('second');
	none.forget();
	expect(none.token()).toBeNull();
});

it('A storage that reads and does not write goes on with the key that it has', async () => {
	tab().keep(key('first'));
	const full = {
		...store,
		setItem: () => {
			throw new Error('full');
		}
	};
	const one = new KeptKey(() => full, time);
	const renewed = one.renew('first', 'second');
	wait();
	expect(await renewed).toBe(false);
	expect(one.token()).toBe('first');
});

it('What is not a key is no key', () => {
	store.setItem('halte.display', '{"token":5}');
	expect(tab().read()).toBeNull();
	store.setItem('halte.display', 'nonsense');
	expect(tab().read()).toBeNull();
});
