import { beforeEach, describe, expect, it } from 'vitest';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { Snapshots } from './snapshots.ts';

let reads: { siteId: string; end: (facts: BoardFacts | null) => void; fail: () => void }[];
let snapshots: Snapshots;

beforeEach(() => {
	reads = [];
	snapshots = new Snapshots(
		(siteId) =>
			new Promise((resolve, reject) => {
				reads.push({ siteId, end: resolve, fail: () => reject(new Error('the database is away')) });
			})
	);
});

const turn = () => new Promise((done) => setImmediate(done));
const facts = (siteId: string) => ({ head: { siteId } }) as BoardFacts;
const take = (count: number, siteId = 'site') =>
	Array.from({ length: count }, () => snapshots.take(siteId).catch(() => 'failed' as const));

describe('Boards that many wait for', () => {
	it('are read twice for a thousand: for the first, and for all who came while that one was read', async () => {
		const first = take(1);
		const others = take(999);
		await turn();
		expect(reads).toHaveLength(1);
		reads[0]?.end(facts('site'));
		const [early] = await Promise.all(first);
		await turn();
		expect(reads).toHaveLength(2);
		reads[1]?.end(facts('site'));
		const late = await Promise.all(others);
		expect(new Set(late).size).toBe(1);
		// Whoever came later may have missed what was committed after the first read began.
		expect(late[0]).not.toBe(early);
	});

	it('are read anew for the next who comes, and for another site at once', async () => {
		const one = take(1);
		const other = take(1, 'other');
		expect(reads.map(({ siteId }) => siteId)).toEqual(['site', 'other']);
		for (const { siteId, end } of reads) end(facts(siteId));
		await Promise.all([...one, ...other]);
		await turn();
		void take(1);
		expect(reads).toHaveLength(3);
	});

	it('that could not be read are read again, for those who wait as well', async () => {
		const first = take(1);
		const second = take(1);
		reads[0]?.fail();
		expect(await Promise.all(first)).toEqual(['failed']);
		await turn();
		reads[1]?.end(null);
		expect(await Promise.all(second)).toEqual([null]);
	});
});
