/** Limits: what a clinic does is far below them, what a script does is not; and Redis may die meanwhile. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { LIMITS, type LimitsTable } from '#lib/server/limits/table.ts';
import { Client, newId, signIn } from '../support/client.ts';
import { PASSWORD } from '../support/names.ts';
import { Browser } from '../support/browser.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';
import { slowHandVariables } from '../support/slow-hand-limits.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const PATIENCE = { timeout: 20_000 };
const repeat = <R>(times: number, work: (index: number) => Promise<R>) =>
	Promise.all(Array.from({ length: times }, (_, index) => work(index)));

describe('A tablet at the door', () => {
	/** Small enough to be reached. */
	const LOW: LimitsTable = {
		...LIMITS,
		counts: {
			...LIMITS.counts,
			registrations: { ...LIMITS.counts.registrations, points: 20, windowS: 6 },
			commands: { ...LIMITS.counts.commands, points: 10, windowS: 6 },
			pairings_asked: { ...LIMITS.counts.pairings_asked, points: 5, windowS: 600 }
		}
	};
	let database: TestDatabase;
	let redis: RedisProcess;
	let node: HalteNode;
	let strict: HalteNode;
	let tablet: { id: string; cookie: string };

	beforeAll(async () => {
		[database, redis] = await Promise.all([freshDatabase(), startRedis()]);
		[node, strict] = await Promise.all([
			startNode({
				database,
				redisUrl: redis.url,
				sessionClock: true,
				variables: slowHandVariables()
			}),
			startNode({ database, sessionClock: true, variables: { TEST_LIMITS: JSON.stringify(LOW) } })
		]);
		const deviceKey = randomBytes(32).toString('base64url');
		tablet = { id: newId(), cookie: `halte_device=${deviceKey}` };
		await database.sql`
			insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
			values (${tablet.id}, ${SITE}, 'Accueil', ${hashToken(deviceKey)}, 'coo1', now(), now())`;
	});

	const post = (at: HalteNode, username: string, password: string, cookie = '') =>
		fetch(`${at.url}/api/v1/session`, {
			method: 'POST',
			body: JSON.stringify({ username, password }),
			headers: { 'content-type': 'application/json', ...(cookie !== '' && { cookie }) }
		});
	const visits = async () => {
		const [row] = await database.sql<{ count: number }[]>`select count(*)::int as count from visit`;
		return row?.count;
	};

	it('300 people in ten minutes pass, as fast as they can be sent', async () => {
		const { client: peer } = await new Browser(node, { device: tablet.cookie }).signIn('pa1');
		let left = 300;
		const statuses: number[] = [];
		await repeat(8, async () => {
			while (left > 0) {
				left -= 1;
				statuses.push((await peer.tryTo(`/sites/${SITE}/visits`)).status);
			}
		});
		expect(statuses).toEqual(Array(300).fill(201));
		expect(await visits()).toBe(300);
	});

	it('a loop is stopped with the time to wait, writes nothing more, and passes again afterwards', async () => {
		const peer = await signIn(strict, 'pa1');
		const before = (await visits()) ?? 0;
		const again = { id: newId() };
		// The same command sent again is answered again, and counts again.
		for (let i = 0; i < 10; i += 1)
			expect((await peer.post(`/sites/${SITE}/visits`, again)).status).toBe(201);
		for (let i = 0; i < 10; i += 1) expect((await peer.tryTo(`/sites/${SITE}/visits`)).status).toBe(201);
		const refused = await fetch(`${strict.url}/api/v1/sites/${SITE}/visits`, {
			method: 'POST',
			body: JSON.stringify({ id: newId() }),
			headers: { 'content-type': 'application/json', cookie: peer.cookie }
		});
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
		const { code, detail } = (await refused.json()) as Problem;
		expect(code).toBe('too_many');
		expect(detail).toMatch(/^Trop de demandes à la suite\. Réessayez dans \d\u00a0s\.$/);
		expect(await visits()).toBe(before + 11);
		// Another account is not stopped, nor another kind of command of this one.
		expect((await (await signIn(strict, 'inf1')).tryTo(`/sites/${SITE}/visits`)).status).toBe(201);
		expect((await peer.tryTo(`/sites/${SITE}/call-next`)).status).not.toBe(429);
		const next = () => peer.post(`/sites/${SITE}/visits`, { id: newId() });
		await expect.poll(async () => (await next()).status, { timeout: 10_000, interval: 300 }).toBe(201);
	});

	it('every other command has its limit too', async () => {
		const nurse = await signIn(strict, 'inf1');
		const statuses = await repeat(14, async () => (await nurse.tryTo(`/sites/${SITE}/call-next`)).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(4);
	});

	it('of fifty passwords guessed at once five are looked at; an enrolled tablet does not even notice', async () => {
		const replies = await repeat(50, (i) => post(node, 'inf1', `guess ${i}`));
		const statuses = replies.map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
		expect(statuses.filter((status) => status === 429)).toHaveLength(45);
		const waited = replies.find(({ status }) => status === 429);
		expect(Number(waited?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
		const onTablet = await post(node, 'inf1', PASSWORD, tablet.cookie);
		expect(onTablet.status).toBe(200);
		// Elsewhere too it is a wait and no lock.
		const elsewhere = async () => (await post(node, 'inf1', PASSWORD)).status;
		await expect.poll(elsewhere, { ...PATIENCE, interval: 300 }).toBe(200);
	});

	it('a name that nobody has waits just as one that somebody has', async () => {
		const statuses = async (name: string) =>
			(await repeat(20, () => post(node, name, 'guess'))).map(({ status }) => status).sort();
		expect(await statuses('personne-du-tout')).toEqual(await statuses('den1'));
	});

	it('screens’ codes: ten wrong ones of an account, then a pause; too many asked for, then none', async () => {
		const coordinator = await signIn(strict, 'coo1');
		const approve = (code: string) =>
			coordinator.post(`/displays/pairings/${code}/approve`, { siteId: SITE });
		const visitor = new Client(strict);
		const asked = await repeat(6, () => visitor.post<{ userCode: string }>('/displays/pairings', {}));
		expect(asked.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429]);
		const [code = ''] = asked.flatMap(({ body }) => body.userCode ?? []);
		const wrong = await repeat(30, () => approve('BCDFGHJK'));
		expect(wrong.filter(({ status }) => status === 400)).toHaveLength(10);
		expect(wrong.filter(({ status }) => status === 429)).toHaveLength(20);
		expect((await approve(code)).status).toBe(429);
	});

	it('Redis is killed in the middle: people go on signing in, quickly, and guesses go on waiting', async () => {
		await redis.kill();
		const from = performance.now();
		await signIn(node, 'pa1');
		// A hash on a busy machine takes its time; a Redis that is waited for takes for ever.
		expect(performance.now() - from).toBeLessThan(8_000);
		const statuses = (await repeat(50, (i) => post(node, 'med1', `guess ${i}`))).map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
		// The log says that Redis is away once it does not come back, and of nobody's guesses anything.
		await vi.waitFor(() => expect(node.output()).toContain('limits are kept by this node alone'), {
			timeout: 10_000
		});
		expect(node.output()).not.toMatch(/med1|guess/);
	});
});
