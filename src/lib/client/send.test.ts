import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problemText } from '#lib/client/problem-text.ts';
import { hearClock } from '#lib/client/server-clock.ts';
import { ask, newId, send, signOut } from '#lib/client/send.ts';

const PATH = '/sites/perron/visits';
let answers: (() => Response)[];
let bodies: string[];

const made = () => new Response(JSON.stringify({ visit: {} }), { status: 201 });
const problem =
	(status: number, code: string, headers: Record<string, string> = {}) =>
	() =>
		new Response(JSON.stringify({ code, status, detail: `sentence of ${code}` }), { status, headers });
const tooMany = (seconds: string) => problem(429, 'too_many', { 'retry-after': seconds });

beforeEach(() => {
	vi.useFakeTimers();
	bodies = [];
	vi.stubGlobal('fetch', (_address: string, { body }: { body: string }) => {
		bodies.push(body);
		const next = answers.length > 1 ? answers.shift() : answers[0];
		return Promise.resolve(next?.());
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** What comes of it, and after how many s. */
async function sent(path: string, body: object = {}) {
	const from = Date.now();
	const sending = send(path, body).then((outcome) => ({ outcome, seconds: (Date.now() - from) / 1000 }));
	await vi.runAllTimersAsync();
	return sending;
}

describe('one command too many', () => {
	it('waits as long as it is told when that is short, and sends the same again', async () => {
		answers = [tooMany('7'), made];
		const { outcome, seconds } = await sent(PATH, { alias: 'Lou' });
		expect(outcome).toMatchObject({ ok: true, status: 201 });
		expect(seconds).toBe(7);
		expect(bodies).toHaveLength(2);
		expect(bodies[1]).toBe(bodies[0]);
	});

	it('tells the person when the wait is longer, at once', async () => {
		answers = [tooMany('11')];
		const { outcome, seconds } = await sent(PATH);
		expect(outcome).toMatchObject({
			ok: false,
			problem: { code: 'too_many', detail: 'sentence of too_many' }
		});
		expect([seconds, bodies.length]).toEqual([0, 1]);
	});

	it('tells the person when nobody says how long', async () => {
		answers = [problem(429, 'too_many')];
		expect((await sent(PATH)).outcome).toMatchObject({ ok: false, problem: { code: 'too_many' } });
		expect(bodies).toHaveLength(1);
	});

	it('does not wait for ever', async () => {
		answers = [tooMany('10')];
		const { outcome, seconds } = await sent(PATH);
		expect(outcome).toMatchObject({ ok: false, problem: { code: 'too_many' } });
		expect([seconds, bodies.length]).toEqual([30, 4]);
	});
});

it('a secret that must wait is not sent again by itself', async () => {
	answers = [tooMany('1')];
	const { outcome } = await sent('/session/unlock', { accountId: 'inf1', pin: '123456' });
	expect(outcome).toMatchObject({ ok: false, problem: { code: 'too_many' } });
	expect(bodies).toHaveLength(1);
});

it('a fault in between is waited out as ever', async () => {
	answers = [problem(503, 'not_saved'), tooMany('2'), made];
	const { outcome, seconds } = await sent(PATH);
	expect(outcome).toMatchObject({ ok: true });
	expect(seconds).toBe(2.5);
});

it('asks without the id that a command has, and as patiently', async () => {
	answers = [problem(503, 'not_saved'), made];
	const asking = ask('/sites/perron/people/find', { card: '0123456789' });
	await vi.runAllTimersAsync();
	expect(await asking).toMatchObject({ ok: true });
	expect(bodies).toEqual([JSON.stringify({ card: '0123456789' }), JSON.stringify({ card: '0123456789' })]);
});

describe('what was not served', () => {
	const later = () => problem(503, 'not_saved', { 'x-request-id': '4F7K-92QM' });

	it('has the number of its last answer, and says it', async () => {
		answers = [problem(503, 'not_saved', { 'x-request-id': '0000-0000' }), later()];
		const { outcome } = await sent(PATH);
		expect(outcome).toMatchObject({ ok: false, problem: { code: 'not_saved', errorId: '4F7K-92QM' } });
		expect(outcome.ok ? '' : problemText(outcome.problem)).toBe(
			'sentence of not_saved Numéro à donner si ça continue\u00a0: 4F7K-92QM'
		);
	});

	it('has none where nobody answered, and a refusal says none', async () => {
		answers = [problem(409, 'no_open_block', { 'x-request-id': '4F7K-92QM' })];
		const { outcome } = await sent(PATH);
		expect(outcome.ok ? '' : problemText(outcome.problem)).toBe('sentence of no_open_block');
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
		expect((await sent(PATH)).outcome).not.toHaveProperty('problem.errorId');
	});
});

describe('signing out', () => {
	const gone: string[] = [];
	beforeEach(() => {
		gone.length = 0;
		vi.stubGlobal('location', {
			assign: (to: string) => gone.push(to),
			replace: (to: string) => gone.push(to)
		});
	});

	it('leaves also when nobody answers: a line that hangs is given up', async () => {
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
		vi.stubGlobal('fetch', (_address: string, { signal }: { signal?: AbortSignal }) =>
			signal?.aborted ? Promise.reject(new Error('aborted')) : new Promise(() => {})
		);
		await signOut();
		expect(timeout).toHaveBeenCalledOnce();
		expect(gone).toEqual(['/']);
		timeout.mockRestore();
	});
});

it('an id is of the server’s time, whatever year this device believes it is', () => {
	const now = new Date(Date.now()).toISOString();
	vi.setSystemTime(Date.now() - 400 * 86_400_000);
	hearClock(now);
	const madeAt = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
	expect(Math.abs(madeAt - Date.parse(now))).toBeLessThan(60_000);
	hearClock(new Date(Date.now()).toISOString());
});
