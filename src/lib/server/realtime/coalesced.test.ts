import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Coalesced } from './coalesced.ts';

let reads: { siteId: string; at: number; end: () => void }[];
let coalesced: Coalesced;

beforeEach(() => {
	vi.useFakeTimers({ now: 0 });
	reads = [];
	const read = (siteId: string) =>
		new Promise<void>((end) => void reads.push({ siteId, at: Date.now(), end }));
	coalesced = new Coalesced(read, () => Date.now());
});
afterEach(() => vi.useRealTimers());

const begun = () => reads.map(({ at }) => at);

describe('Bells of a site', () => {
	it('are read at once, and together when they ring while one is read', async () => {
		coalesced.ring('perron');
		coalesced.ring('perron');
		coalesced.ring('perron');
		expect(begun()).toEqual([0]);
		reads[0]?.end();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(begun()).toEqual([0, 25]);
	});

	it('are read 25 ms apart, counted from one beginning to the next', async () => {
		coalesced.ring('perron');
		await vi.advanceTimersByTimeAsync(10);
		reads[0]?.end();
		await vi.advanceTimersByTimeAsync(5);
		coalesced.ring('perron');
		await vi.advanceTimersByTimeAsync(1_000);
		expect(begun()).toEqual([0, 25]);
	});

	it('that ring after a read of more than 25 ms are read at once', async () => {
		coalesced.ring('perron');
		await vi.advanceTimersByTimeAsync(40);
		reads[0]?.end();
		await vi.advanceTimersByTimeAsync(1);
		coalesced.ring('perron');
		await vi.advanceTimersByTimeAsync(0);
		expect(begun()).toEqual([0, 41]);
	});

	it('do not wait for another site', async () => {
		coalesced.ring('perron');
		coalesced.ring('seuil');
		expect(reads.map(({ siteId }) => siteId)).toEqual(['perron', 'seuil']);
	});
});
