/** Limits that nodes share: what each counts is in one Redis, unreadable, and Redis may hang or die meanwhile. */
import { createHmac, randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openLimits, type Limits, type Who } from '#lib/server/limits/limits.ts';
import { readRedisAddress } from '#lib/server/redis/address.ts';
import { LIMITS, type LimitsTable } from '#lib/server/limits/table.ts';
import { atEnd } from '../support/at-end.ts';
import { newId } from '../support/client.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';
import { withFirstWaits } from '../support/slow-hand-limits.ts';

const log = pino({ level: 'silent' });
const PATIENCE = { timeout: 20_000 };
const repeat = <R>(times: number, work: (index: number) => Promise<R>) =>
	Promise.all(Array.from({ length: times }, (_, index) => work(index)));

describe('Two nodes with one Redis', () => {
	const CANARY = 'Zébulonne-Quatrefeuilles';
	const key = randomBytes(32);
	const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
	let redis: RedisProcess;
	let nodes: [Limits, Limits];
	let client: Redis;

	/** As the server does, only that a hurried test must not begin while a node still connects. */
	async function openShared(table?: LimitsTable): Promise<Limits> {
		const limits = openLimits({ redis: readRedisAddress(redis.url), mac, log, table });
		atEnd(() => limits.close());
		await vi.waitFor(async () => {
			const before = await client.dbsize();
			await limits.consume('commands', { account: newId(), deviceId: null });
			expect(await client.dbsize()).toBe(before + 1);
		}, PATIENCE);
		return limits;
	}

	beforeAll(async () => {
		redis = await startRedis();
		client = new Redis(redis.url);
		client.on('error', () => {});
		atEnd(() => client.disconnect());
		nodes = [await openShared(), await openShared()];
	});

	const guessAt = (limits: Limits, who: Who, check: () => Promise<true | null> = async () => null) =>
		limits.attempt('password', who, check);

	it('of fifty guesses at once, half at each, five are looked at', async () => {
		const check = vi.fn(async () => null);
		const who = { account: CANARY, deviceId: null };
		const tried = await repeat(50, (i) => guessAt(nodes[i % 2] as Limits, who, check));
		expect(check).toHaveBeenCalledTimes(5);
		expect(tried.filter(({ kind }) => kind === 'wait')).toHaveLength(45);
		// A tablet of the site is not elsewhere; the right password opens there at once.
		const onTablet = { ...who, deviceId: newId() };
		expect((await guessAt(nodes[1], onTablet, async () => true)).kind).toBe('right');
	});

	it('what waits at one waits at the other, and what is right at one is forgiven at the other', async () => {
		const who = { account: newId(), deviceId: null };
		for (let i = 0; i < 5; i += 1) expect((await guessAt(nodes[0], who)).kind).toBe('wrong');
		expect((await guessAt(nodes[1], who)).kind).toBe('wait');
		const right = () => guessAt(nodes[1], who, async () => true);
		await expect.poll(async () => (await right()).kind, { timeout: 5_000 }).toBe('right');
		for (let i = 0; i < 5; i += 1) expect((await guessAt(nodes[0], who)).kind).toBe('wrong');
	});

	it('nothing in Redis can be read: keyed hashes and numbers, and all of it ends by itself', async () => {
		const who = { account: CANARY, deviceId: `${CANARY}-device` };
		// A wait that ends meanwhile would be gone before it is looked at.
		const table = withFirstWaits(60);
		const both = [await openShared(table), await openShared(table)];
		await client.flushall();
		for (const limits of both) {
			for (const name of Object.keys(LIMITS.counts)) await limits.consume(name as 'commands', who);
			for (const name of Object.keys(LIMITS.secrets)) {
				// Enough for each of them to ask for a wait.
				await repeat(25, () => limits.attempt(name as 'password', who, async () => null));
			}
		}
		const keys = await client.keys('*');
		// One for each count, and two for each secret: wrong tries, and the wait before the next.
		const { counts, secrets } = LIMITS;
		expect(keys).toHaveLength(Object.keys(counts).length + 2 * Object.keys(secrets).length);
		for (const name of keys) {
			expect(name).toMatch(/^halte:limit:[\w-]{43}\.?$/);
			expect(await client.get(name)).toMatch(/^\d+$/);
			expect(await client.ttl(name)).toBeGreaterThan(-1);
		}
	});

	it('a Redis that hangs costs one caller a moment, and the others nothing; then it counts again', async () => {
		const limits = await openShared();
		const who = { account: newId(), deviceId: null };
		await client.client('PAUSE', 3_000, 'ALL');
		const waits: number[] = [];
		for (let i = 0; i < 6; i += 1) {
			const from = performance.now();
			await guessAt(limits, who);
			waits.push(performance.now() - from);
		}
		// Nobody waited for it to come back, and only the first for as long as one waits for Redis (80 ms).
		expect(Math.max(...waits)).toBeLessThan(2_000);
		expect(waits.sort((a, b) => a - b)[3]).toBeLessThan(80);
		expect((await guessAt(limits, who)).kind).toBe('wait');
		// With Redis again, the other node hears of wrong guesses here.
		await expect
			.poll(
				async () => {
					const fresh = { account: newId(), deviceId: null };
					await repeat(5, () => guessAt(limits, fresh));
					return (await guessAt(nodes[0], fresh)).kind;
				},
				{ timeout: 10_000 }
			)
			.toBe('wait');
	});

	it('a Redis that is killed slows nothing, and limits go on; so they do when it is back', async () => {
		const who = { account: newId(), deviceId: null };
		for (let i = 0; i < 5; i += 1) await guessAt(nodes[0], who);
		await redis.kill();
		const from = performance.now();
		const check = vi.fn(async () => null);
		await repeat(50, () => guessAt(nodes[0], { account: newId(), deviceId: null }, check));
		// Not 80 ms each.
		expect(performance.now() - from).toBeLessThan(50 * 80);
		const alone = { account: newId(), deviceId: null };
		const aimed = vi.fn(async () => null);
		await repeat(50, () => guessAt(nodes[0], alone, aimed));
		expect([check.mock.calls.length, aimed.mock.calls.length]).toEqual([50, 5]);
		await redis.restart();
		await expect
			.poll(
				async () => {
					await nodes[0].consume('commands', alone);
					return client.status === 'ready' ? client.dbsize() : 0;
				},
				{ timeout: 10_000 }
			)
			.toBeGreaterThan(0);
	});
});
