import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitAfterS } from '#lib/server/limits/back-off.ts';
import { EVERYBODY, openLimits, type Limits, type Who } from '#lib/server/limits/limits.ts';
import { LIMITS } from '#lib/server/limits/table.ts';

const log = pino({ level: 'silent' });
const mac = (text: string) => text;
const nurse: Who = { account: 'inf1', deviceId: null };
const SECRET = 'right';

let limits: Limits;
beforeEach(() => {
	vi.useFakeTimers();
	limits = openLimits({ redis: null, mac, log });
});
afterEach(() => {
	limits.close();
	vi.useRealTimers();
});

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const guess = (word: string, who = nurse) =>
	limits.attempt('password', who, async () => (word === SECRET ? 'welcome' : null));

/** The waits in s before each of so many wrong tries, each made as soon as it may be. */
async function waitsOf(tries: number): Promise<number[]> {
	const waits: number[] = [];
	for (let i = 0; i < tries; i += 1) {
		let tried = await guess('wrong');
		waits.push(tried.kind === 'wait' ? tried.retryAfterMs / 1000 : 0);
		if (tried.kind === 'wait') await pass(tried.retryAfterMs / 1000);
		if (tried.kind === 'wait') tried = await guess('wrong');
		expect(tried.kind).toBe('wrong');
	}
	return waits;
}

describe('guessing a password', () => {
	it('five wrong ones cost nothing; then the wait doubles, up to a minute, and never becomes a lock', async () => {
		expect(await waitsOf(14)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
	});

	it('is not looked at while it must wait, and asking meanwhile does not lengthen the wait', async () => {
		await waitsOf(6);
		const check = vi.fn(async () => 'welcome');
		const early = await Promise.all(
			Array.from({ length: 20 }, () => limits.attempt('password', nurse, check))
		);
		expect(new Set(early.map(({ kind }) => kind))).toEqual(new Set(['wait']));
		expect(check).not.toHaveBeenCalled();
		await pass(2);
		expect(await guess(SECRET)).toEqual({ kind: 'right', value: 'welcome' });
	});

	it('the right one clears the account: five are free again', async () => {
		await waitsOf(8);
		await pass(8);
		expect((await guess(SECRET)).kind).toBe('right');
		expect(await waitsOf(6)).toEqual([0, 0, 0, 0, 0, 1]);
	});

	it('of fifty at once five are looked at', async () => {
		const check = vi.fn(async () => null);
		const tried = await Promise.all(
			Array.from({ length: 50 }, () => limits.attempt('password', nurse, check))
		);
		expect(check).toHaveBeenCalledTimes(5);
		expect(tried.filter(({ kind }) => kind === 'wait')).toHaveLength(45);
		// Those that were refused count for nothing: the next wait is the second one, not the fiftieth.
		await pass(1);
		expect((await guess('wrong')).kind).toBe('wrong');
		expect(await guess('wrong')).toEqual({ kind: 'wait', retryAfterMs: 2_000 });
	});

	it('a check that could not be made does not count', async () => {
		const broken = () => limits.attempt('password', nurse, () => Promise.reject(new Error('no database')));
		for (let i = 0; i < 20; i += 1) await expect(broken()).rejects.toThrow('no database');
		expect(await waitsOf(6)).toEqual([0, 0, 0, 0, 0, 1]);
		await pass(2);
		// Not the one either that passed the gate.
		await expect(broken()).rejects.toThrow('no database');
		expect((await guess(SECRET)).kind).toBe('right');
	});

	it('is forgotten after a while', async () => {
		await waitsOf(4);
		await pass(LIMITS.secrets.password.forgetAfterS);
		expect(await waitsOf(5)).toEqual([0, 0, 0, 0, 0]);
	});

	it('elsewhere makes an enrolled tablet wait for nothing, nor another account', async () => {
		await waitsOf(12);
		expect((await guess('wrong')).kind).toBe('wait');
		expect((await guess(SECRET, { ...nurse, deviceId: 'tablet-1' })).kind).toBe('right');
		expect((await guess(SECRET, { ...nurse, account: 'inf2' })).kind).toBe('right');
	});

	it('does not touch the other secrets of the account', async () => {
		await waitsOf(12);
		expect((await limits.attempt('one_time_code', nurse, async () => true)).kind).toBe('right');
	});
});

describe('guessing a screen’s code', () => {
	const approve = (right: boolean, deviceId: string | null = null) =>
		limits.attempt('pairing_code', { account: 'coo1', deviceId }, async () => right || null);

	it('ten wrong ones of an account, on whatever device, and the next must wait ten minutes', async () => {
		for (let i = 0; i < 10; i += 1) expect((await approve(false, `tablet-${i}`)).kind).toBe('wrong');
		expect(await approve(true)).toEqual({ kind: 'wait', retryAfterMs: 600_000 });
		await pass(600);
		expect((await approve(true)).kind).toBe('right');
	});

	it('right ones do not count, and buy no more guesses', async () => {
		for (let i = 0; i < 30; i += 1) expect((await approve(true)).kind).toBe('right');
		for (let i = 0; i < 9; i += 1) {
			expect((await approve(false)).kind).toBe('wrong');
			expect((await approve(true)).kind).toBe('right');
		}
		expect((await approve(false)).kind).toBe('wrong');
		expect((await approve(true)).kind).toBe('wait');
	});
});

describe('a count', () => {
	it('gives out its points, then says when there are more', async () => {
		const { points, windowS } = LIMITS.counts.registrations;
		for (let i = 0; i < points; i += 1) expect((await limits.consume('registrations', nurse)).ok).toBe(true);
		expect(await limits.consume('registrations', nurse)).toEqual({ ok: false, retryAfterMs: windowS * 1000 });
		expect((await limits.consume('registrations', { ...nurse, deviceId: 'tablet-1' })).ok).toBe(true);
		expect((await limits.consume('commands', nurse)).ok).toBe(true);
		await pass(windowS);
		expect((await limits.consume('registrations', nurse)).ok).toBe(true);
	});

	it('for everybody is one, whoever asks', async () => {
		const { points } = LIMITS.counts.pairings_asked;
		for (let i = 0; i < points; i += 1) {
			await limits.consume('pairings_asked', { account: `a${i}`, deviceId: null });
		}
		expect((await limits.consume('pairings_asked', EVERYBODY)).ok).toBe(false);
	});
});

it('the wait stays finite after any number of wrong tries', () => {
	expect(waitAfterS(LIMITS.secrets.password, 1_000_000)).toBe(60);
});
