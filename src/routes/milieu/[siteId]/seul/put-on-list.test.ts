import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { putOnList } from './put-on-list.ts';

// Kit's module is made in the browser's build alone; what it reads is one line of text.
vi.mock('$app/forms', () => ({
	deserialize: (text: string) => JSON.parse(text) as unknown,
	enhance: () => {}
}));

const form = { id: 'i', visitId: 'v', lang: 'fr', reasons: [], ageS: 0, answers: [], pressing: false };
const ticket = { word: 'Huard 4', pictogram: 'huard' };
let answers: object[];

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('location', { pathname: '/milieu/perron/seul' });
	vi.stubGlobal('fetch', () =>
		Promise.resolve(Response.json(answers.length > 1 ? answers.shift() : answers[0]))
	);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function put() {
	const putting = putOnList(form);
	await vi.runAllTimersAsync();
	return putting;
}

it('a server that stops, or has no database, is asked again', async () => {
	answers = [
		{ type: '/problems/not_saved', code: 'not_saved' },
		{ type: 'success', status: 200, data: { ticket } }
	];
	expect(await put()).toEqual({ is: 'ticket', ticket });
});

it('and when it goes on so, the person is told', async () => {
	answers = [{ type: '/problems/not_saved', code: 'not_saved' }];
	expect(await put()).toEqual({ is: 'failed' });
});
