import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Access } from '#lib/server/audit/access-log.ts';
import { COMING_BACK_MS, WatchLog } from '#lib/server/audit/watch-log.ts';

const MAUDE = { accountId: 'maude', sessionId: 's-1' };
let rows: string[];
let faults: unknown[];
let fails: boolean;
let log: WatchLog;

function write({ kind, by, chain, details }: Access): Promise<void> {
	if (fails) return Promise.reject(new Error('disk full'));
	rows.push(`${kind} ${by} ${chain} ${details?.['audience']}`);
	return Promise.resolve();
}

beforeEach(() => {
	vi.useFakeTimers();
	[rows, faults, fails] = [[], [], false];
	log = new WatchLog(write, (fault) => faults.push(fault));
});
afterEach(() => void vi.useRealTimers());

it('writes a row when a watch begins, one when it has ended, and none for a line that asks again', async () => {
	for (let i = 0; i < 3; i += 1) await log.join('line', MAUDE, 'porch', 'reception');
	expect(rows).toEqual(['watch_begun maude porch reception']);
	log.leave('line');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS - 1);
	expect(rows).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1);
	expect(rows.slice(1)).toEqual(['watch_ended maude porch reception']);
});

it('is one watch through a lost line and through several tabs', async () => {
	await log.join('tab 1', MAUDE, 'porch', 'clinician');
	await log.join('tab 2', MAUDE, 'porch', 'clinician');
	log.leave('tab 1');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS * 2);
	log.leave('tab 2');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS / 2);
	await log.join('tab 2 again', MAUDE, 'porch', 'clinician');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS * 2);
	expect(rows).toEqual(['watch_begun maude porch clinician']);
});

it('is another watch for another session, site or audience', async () => {
	await log.join('a', MAUDE, 'porch', 'reception');
	await log.join('a', MAUDE, 'workshop', 'reception');
	await log.join('b', { accountId: 'maude', sessionId: 's-2' }, 'porch', 'reception');
	expect(rows).toHaveLength(3);
	// Of one site a line shows one board.
	await log.join('a', MAUDE, 'porch', 'clinician');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS);
	expect(rows.slice(3)).toEqual(['watch_begun maude porch clinician', 'watch_ended maude porch reception']);
});

it('says nothing of boards that identify nobody, and ends what was watched before', async () => {
	await log.join('a', MAUDE, 'porch', 'coordinator');
	expect(rows).toEqual([]);
	await log.join('a', MAUDE, 'porch', 'reception');
	await log.join('a', MAUDE, 'porch', 'host_worker');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS);
	expect(rows).toEqual(['watch_begun maude porch reception', 'watch_ended maude porch reception']);
});

it('does not let a line in whose row can’t be written, and lets the next one try', async () => {
	fails = true;
	await expect(log.join('a', MAUDE, 'porch', 'reception')).rejects.toThrow('disk full');
	fails = false;
	await log.join('a', MAUDE, 'porch', 'reception');
	expect(rows).toEqual(['watch_begun maude porch reception']);
});

it('goes on trying to write the end', async () => {
	await log.join('a', MAUDE, 'porch', 'reception');
	log.leave('a');
	fails = true;
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS * 2);
	expect(faults.length).toBeGreaterThan(0);
	fails = false;
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS);
	expect(rows.at(-1)).toBe('watch_ended maude porch reception');
});

it('ends every watch when the node stops', async () => {
	await log.join('a', MAUDE, 'porch', 'reception');
	log.close();
	log.leave('a');
	await vi.advanceTimersByTimeAsync(COMING_BACK_MS);
	expect(rows).toEqual(['watch_begun maude porch reception', 'watch_ended maude porch reception']);
});

it('begins no watch any more once the node stops: its end would not be written down', async () => {
	await log.join('a', MAUDE, 'porch', 'reception');
	log.close();
	await expect(log.join('b', MAUDE, 'workshop', 'reception')).rejects.toThrow('the node stops');
	expect(rows).toEqual(['watch_begun maude porch reception', 'watch_ended maude porch reception']);
});
