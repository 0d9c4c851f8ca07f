/** What an operator sees: what a node reaches, what it counts, and the number that leads from a screen to the log. */
import { Agent, request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { isRequestId } from '#lib/server/observability/request-id.ts';
import { canariesIn, canaryPeople } from '../support/canaries.ts';
import { firstEntry, newId, signIn, type Client, type Visit } from '../support/client.ts';
import { databaseLine, type DatabaseLine } from '../support/database-line.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { ask } from '../support/plain-request.ts';
import { startRedis, type RedisProcess } from '../support/redis-process.ts';
import { connectDisplay, connectStaff, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
/** How a page says a number. */
const saying = (number: string) => new RegExp(`Numéro à donner si ça continue(\\u00a0|&nbsp;): ${number}<`);
const PATIENCE = { timeout: 20_000 };

let database: TestDatabase;
let line: DatabaseLine;
let redis: RedisProcess;
let node: HalteNode;
let nurse: Client;
const visits: Visit[] = [];

const metricsOf = async (of: HalteNode) => (await fetch(`${of.url}/metrics`)).text();
const readiness = async () => {
	const answer = await fetch(`${node.url}/readyz`);
	return [answer.status, (await answer.text()).trim()];
};
/** The value of one line of the metrics; NaN when there is none. */
const valueOf = (text: string, name: string) => {
	const found = text.split('\n').find((each) => each.startsWith(`${name} `));
	return Number(found?.slice(name.length + 1));
};

beforeAll(async () => {
	database = await freshDatabase();
	line = await databaseLine(database);
	redis = await startRedis();
	node = await startNode({ database: line.database, redisUrl: redis.url, variables: { HALTE_LOG: 'debug' } });
	const desk = await signIn(node, 'pa1');
	nurse = await signIn(node, 'inf1');
	const screen = await connectStaff(desk, SITE, 'reception');
	await connectDisplay(node, await pairDisplay(desk, SITE));
	for (const { alias, note, contact } of canaryPeople(5)) {
		const visit = await desk.register(SITE, { services: ['infirmier'], alias, note, contact });
		visits.push(visit);
		for (const step of ['call', 'start', 'complete']) await nurse.step(firstEntry(visit), step);
		await nurse.get(`/visits/${visit.id}`);
	}
	await nurse.tryTo(`/sites/${SITE}/visits`, { services: ['nowhere'], alias: canaryPeople(1)[0]?.alias });
	await screen.untilView('the last one done', ({ entries }) =>
		entries.some(({ visitId, status }) => visitId === visits.at(-1)?.id && status === 'done')
	);
});

describe('What is counted', () => {
	it('commands by verb and outcome, requests by pattern, and how long both took', async () => {
		const text = await metricsOf(node);
		const answered = (verb: string) =>
			valueOf(text, `halte_commands_total{verb="${verb}",outcome="answered",practice="no"}`);
		expect([answered('register'), answered('call'), answered('complete')]).toEqual([5, 5, 5]);
		expect(valueOf(text, 'halte_command_seconds_count{verb="register"}')).toBeGreaterThanOrEqual(5);
		const steps = '{route="/api/v1/entries/[entryId]/[step]",method="POST",status="200"}';
		expect(valueOf(text, `halte_request_seconds_count${steps}`)).toBe(15);
		expect(text).not.toMatch(/readyz|healthz|route="\/metrics"/);
	});

	it('sockets by audience, the delay from a commit to the screens, and how far these are behind', async () => {
		const text = await metricsOf(node);
		const watching = (audience: string) => valueOf(text, `halte_watches{audience="${audience}"}`);
		expect([watching('reception'), watching('display'), watching('clinician')]).toEqual([1, 1, 0]);
		expect(valueOf(text, 'halte_push_seconds_count')).toBeGreaterThan(0);
		expect(valueOf(text, 'halte_push_seconds_sum')).toBeGreaterThan(0);
		await expect.poll(async () => valueOf(await metricsOf(node), 'halte_head_lag'), PATIENCE).toBe(0);
	});

	it('the pools, Redis and the loop of the process', async () => {
		const text = await metricsOf(node);
		expect([valueOf(text, 'halte_database_up'), valueOf(text, 'halte_redis_up')]).toEqual([1, 1]);
		for (const pool of ['read', 'write']) {
			expect(valueOf(text, `halte_pool_seconds{pool="${pool}"}`)).toBeGreaterThan(0);
			// The only connection of a pool may be the one that is asking: each state is told, 0 too.
			const states = ['active', 'idle', 'idle in transaction'].map((state) =>
				valueOf(text, `halte_database_connections{pool="${pool}",state="${state}"}`)
			);
			expect(states.reduce((sum, count) => sum + count)).toBeGreaterThan(0);
		}
		expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
	});

	it('nobody: no name, no word, no id, neither there nor in a log that says all it can', async () => {
		const text = await metricsOf(node);
		await expect.poll(() => node.output(), PATIENCE).toMatch(/"msg":"served"/);
		for (const told of [text, node.output()]) {
			expect(canariesIn(told)).toEqual([]);
			for (const { id, word } of visits) {
				expect(told).not.toContain(id);
				expect(told).not.toContain(word);
				expect(told).not.toContain(encodeURIComponent(word));
			}
		}
		expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
		expect(text).not.toContain(SITE);
	});
});

describe('The number of a request', () => {
	const numberOf = (headers: Record<string, string | string[] | undefined>) =>
		String(headers['x-request-id']);

	it('stands on every answer: a page, a call, a refusal, a file, what is not there', async () => {
		const numbers = new Set<string>();
		const paths = ['/', '/milieux', '/api/v1/session', `/api/v1/sites/${SITE}/board`, '/icon.svg', '/rien'];
		for (const path of [...paths, '/socket.io/?EIO=4&transport=polling', '/healthz']) {
			const { headers } = await ask(node.url, path, { headers: { 'x-request-id': '0000-0000' } });
			expect(isRequestId(numberOf(headers)), `${path}: ${numberOf(headers)}`).toBe(true);
			numbers.add(numberOf(headers));
		}
		// Each has its own, whatever was sent along.
		expect(numbers.size).toBe(paths.length + 2);
		expect([...numbers]).not.toContain('0000-0000');
	});

	it('of what was not served is in the answer, and leads to its line in the log', async () => {
		await database.sql`alter table visit_personal add constraint broken check (alias_sealed is null) not valid`;
		const { headers, status, body } = await ask(node.url, `/api/v1/sites/${SITE}/visits`, {
			method: 'POST',
			headers: { cookie: nurse.cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ id: newId(), services: ['infirmier'], alias: 'Lou' })
		});
		await database.sql`alter table visit_personal drop constraint broken`;
		const { errorId } = JSON.parse(body) as { errorId: string };
		expect([status, errorId]).toEqual([503, numberOf(headers)]);
		await expect.poll(() => node.output(), PATIENCE).toContain(`"errorId":"${errorId}"`);
		await expect.poll(() => node.output(), PATIENCE).toContain(`"requestId":"${errorId}"`);
	});

	it('stands on the page that says that something went wrong', async () => {
		await database.sql`alter table entry rename to entry_away`;
		const page = await ask(node.url, `/milieu/${SITE}/console`, { headers: { cookie: nurse.cookie } });
		await database.sql`alter table entry_away rename to entry`;
		expect(page.status).toBe(500);
		expect(page.body).toMatch(saying(numberOf(page.headers)));
		await expect.poll(() => node.output(), PATIENCE).toContain(`"errorId":"${numberOf(page.headers)}"`);
	});
});

describe('Readiness', () => {
	it('is told while all is there', async () => {
		expect(await readiness()).toEqual([200, 'ready']);
	});

	it('stays without Redis, which is said', async () => {
		await redis.kill();
		await expect.poll(readiness, PATIENCE).toEqual([200, 'ready, degraded: redis is away']);
		expect(valueOf(await metricsOf(node), 'halte_redis_up')).toBe(0);
		await nurse.register(SITE, { services: ['infirmier'] });
		await redis.restart();
		await expect.poll(readiness, PATIENCE).toEqual([200, 'ready']);
	});

	it('ends without Postgres, and comes back with it; even the last page has a number then', async () => {
		await line.cut();
		expect(await readiness()).toEqual([503, 'not ready: postgres is away']);
		expect(valueOf(await metricsOf(node), 'halte_database_up')).toBe(0);
		const page = await ask(node.url, '/milieux', { headers: { cookie: nurse.cookie } });
		expect(page.status).toBe(500);
		expect(page.body).toMatch(saying(String(page.headers['x-request-id'])));
		await line.mend();
		await expect.poll(readiness, PATIENCE).toEqual([200, 'ready']);
	});

	it('ends as soon as the node is told to stop, while what is under way is still served', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const over = (path: string) =>
			new Promise<[number | undefined, string]>((resolve, reject) => {
				const sent = request(`${node.url}${path}`, { agent }, (answer) => {
					let text = '';
					answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
					answer.on('end', () => resolve([answer.statusCode, text.trim()]));
				});
				sent.on('error', reject).end();
			});
		const { sql } = database;
		const asked = await sql.begin(async (tx) => {
			await tx`select 1 from site_head where site_id = ${SITE} for no key update`;
			const registering = nurse.tryTo(`/sites/${SITE}/visits`, { services: ['infirmier'] });
			const waits = async () =>
				(
					await sql`select 1 from pg_stat_activity where datname = ${database.name} and wait_event_type = 'Lock'`
				).count;
			await expect.poll(waits, PATIENCE).toBe(1);
			// A balancer's line, in use when the node is told to stop.
			const before = over('/readyz');
			expect(await before).toEqual([200, 'ready']);
			const during = Promise.race([poll(() => over('/readyz')), node.ended]);
			node.child.kill('SIGTERM');
			expect(await during).toEqual([503, 'not ready: stopping']);
			return { registering };
		});
		expect((await asked.registering).status).toBe(201);
		expect(await node.ended).toBe(0);
		agent.destroy();
	});
});

/** Asks again, at once, until the answer is another than « ready ». */
async function poll(asking: () => Promise<[number | undefined, string]>) {
	for (;;) {
		const answer = await asking();
		if (answer[0] !== 200) return answer;
	}
}
