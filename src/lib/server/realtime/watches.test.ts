import { beforeEach, describe, expect, it } from 'vitest';
import { Watches } from './watches.ts';

let now: number;
let served: string[];
let watches: Watches;

beforeEach(() => {
	now = 0;
	served = [];
	watches = new Watches(() => now);
});

const turn = () => new Promise((done) => setImmediate(done));

/** Asks so many times to look at a site that the socket looks at already, or at new ones. */
async function ask(count: number, { isNew = false } = {}): Promise<void> {
	for (let i = 0; i < count; i += 1) {
		const taken = watches.take(() => {
			served.push('site');
			return Promise.resolve(isNew);
		});
		if (!taken) served.push('cut');
	}
	await turn();
}

describe('What one socket asks to look at', () => {
	it('is served ten times in ten seconds; what is more is let fall', async () => {
		await ask(30);
		expect(served).toHaveLength(10);
		now = 9_999;
		await ask(5);
		expect(served).toHaveLength(10);
		now = 10_000;
		await ask(30);
		expect(served).toHaveLength(20);
	});

	it('is served always where it is a site that it did not look at yet', async () => {
		await ask(30, { isNew: true });
		expect(served).toHaveLength(30);
	});

	it('is served one after the other', async () => {
		const order: string[] = [];
		let end = () => {};
		watches.take(async () => {
			order.push('first begun');
			await new Promise<void>((done) => (end = done));
			order.push('first done');
			return false;
		});
		watches.take(() => {
			order.push('second');
			return Promise.resolve(false);
		});
		await turn();
		expect(order).toEqual(['first begun']);
		end();
		await turn();
		expect(order).toEqual(['first begun', 'first done', 'second']);
	});

	it('costs the line when a hundred questions wait', async () => {
		let end = () => {};
		watches.take(() => new Promise((done) => (end = () => done(false))));
		await ask(100);
		expect(served).toEqual(['cut']);
		end();
		await turn();
		await ask(1);
		expect(served.filter((what) => what === 'cut')).toHaveLength(1);
	});
});
