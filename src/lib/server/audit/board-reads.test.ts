import { beforeEach, expect, it } from 'vitest';
import { BoardReads, SAME_LOOK_MS } from '#lib/server/audit/board-reads.ts';

const MAUDE = { accountId: 'maude', sessionId: 's-1' };
let now: number;
let rows: number;
let fails: boolean;
let reads: BoardReads;

beforeEach(() => {
	[now, rows, fails] = [0, 0, false];
	const write = () => {
		if (fails) return Promise.reject(new Error('disk full'));
		rows += 1;
		return Promise.resolve();
	};
	reads = new BoardReads(write, () => now);
});

it('writes one row per session, site and audience in fifteen minutes', async () => {
	await Promise.all([1, 2, 3].map(() => reads.note(MAUDE, 'porch', 'reception')));
	now += SAME_LOOK_MS - 1;
	await reads.note(MAUDE, 'porch', 'reception');
	expect(rows).toBe(1);
	now += 1;
	await reads.note(MAUDE, 'porch', 'reception');
	expect(rows).toBe(2);
	await reads.note(MAUDE, 'porch', 'clinician');
	await reads.note(MAUDE, 'workshop', 'reception');
	await reads.note({ accountId: 'maude', sessionId: 's-2' }, 'porch', 'reception');
	expect(rows).toBe(5);
});

it('writes nothing of boards that identify nobody', async () => {
	for (const audience of ['display', 'host_worker', 'coordinator'] as const)
		await reads.note(MAUDE, 'porch', audience);
	expect(rows).toBe(0);
});

it('fails when the row can’t be written, and tries again at the next look', async () => {
	fails = true;
	await expect(reads.note(MAUDE, 'porch', 'reception')).rejects.toThrow('disk full');
	fails = false;
	await reads.note(MAUDE, 'porch', 'reception');
	expect(rows).toBe(1);
});
