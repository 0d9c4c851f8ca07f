/** Questions of the welcome as rows: how they change, what is kept of an answer, and two tablets at once. */
import { mkdtemp, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { QuestionFile } from '#lib/contract/questions.ts';
import { readQuestions } from '#lib/server/store/read-questions.ts';
import { admin } from '../support/admin-command.ts';
import { newId } from '../support/client.ts';
import { clinicDay, SITE, step, type ClinicDay } from '../support/clinic-day.ts';

let day: ClinicDay;
const terminal = (...args: string[]) =>
	admin({ ...day.database.variables, HALTE_DEMO: '1' }, 'questions', ...args);

beforeAll(async () => {
	day = await clinicDay();
});
beforeEach(() => day.clear());

/** The demo's file after a change, at an address of its own. */
async function fileWith(change: (questions: QuestionFile['questions']) => unknown): Promise<string> {
	const file = JSON.parse(await readFile('db/demo/questions.json', 'utf8')) as QuestionFile;
	change(file.questions);
	const path = join(await mkdtemp(join(tmpdir(), 'halte-questions-')), 'questions.json');
	await writeFile(path, JSON.stringify(file));
	return path;
}

const one = (questions: QuestionFile['questions'], id: string) => {
	const question = questions.find((q) => q.id === id);
	if (question === undefined) throw new Error(`the demo has a question ${id}`);
	return question;
};
const fileOf = async (id: string) => (await day.nurse.get<FileAnswer>(`/visits/${id}`)).body.visit;
const declined = (question: string, version = 1) => ({ question, version, status: 'declined' });

it('the questions of the welcome come in their order, eight of them before the place on the list', async () => {
	const questions = await readQuestions(day.database.sql, 'fr');
	const stages = (stage: string) => questions.filter((q) => q.stage === stage);
	expect(stages('intake').map(({ field }) => field)).toEqual([
		...['alias', 'call_by', 'language', 'reasons', 'pressing', 'peer_wanted', 'trainee_accepted', 'company']
	]);
	expect([stages('later').length, stages('after').length]).toEqual([5, 7]);
	expect(questions.every(({ fallback }) => !fallback)).toBe(true);
	expect(questions.flatMap(({ options }) => options).every(({ label }) => label.length > 0)).toBe(true);
});

it('in a language without texts each question is French, and says so', async () => {
	const [french, ukrainian, english] = await Promise.all(
		['fr', 'uk', 'en'].map((lang) => readQuestions(day.database.sql, lang))
	);
	expect(ukrainian?.map(({ text }) => text.vous)).toEqual(french?.map(({ text }) => text.vous));
	expect(ukrainian?.every(({ fallback }) => fallback)).toBe(true);
	expect(english?.some(({ fallback }) => fallback)).toBe(false);
});

it('an answer stands in the file with its words; the log knows only that the question was answered', async () => {
	const visit = await day.came();
	const answers = [
		{ question: 'age', version: 1, status: 'answered', values: ['25-34'] },
		{ question: 'mobilite', version: 1, status: 'answered', values: ['bras', 'canne'] },
		declined('nom')
	];
	await day.peer.do(`/visits/${visit.id}/answers`, { answers });
	const { answers: shown } = await fileOf(visit.id);
	expect(
		shown.map(({ question, status, values }) => [question, status, ...values.map((v) => v.label)])
	).toEqual([
		['nom', 'declined'],
		['mobilite', 'answered', 'Canne, marchette', 'Un bras pour s’appuyer'],
		['age', 'answered', '25 à 34 ans']
	]);
	expect(shown[0]?.by).toMatch(/\p{L}/u);
	const [event] = await day.database
		.sql`select data from event where visit_id = ${visit.id} and type = 'QuestionsAnswered'`;
	expect(event?.['data']).toEqual({
		visitId: visit.id,
		answers: answers.map(({ question, version }) => ({ question, version }))
	});
});

it('answers come along with the place, and with details; columns keep their values', async () => {
	const visit = await day.came({ peerWanted: 'declined', answers: [declined('pair')] });
	await day.peer.do(`/visits/${visit.id}/details`, {
		language: 'sw',
		answers: [{ question: 'langue', version: 1, status: 'answered' }]
	});
	const file = await fileOf(visit.id);
	expect([file.peerWanted, file.language]).toEqual(['declined', 'sw']);
	expect(file.answers.map(({ question, status }) => [question, status])).toEqual([
		['langue', 'answered'],
		['pair', 'declined']
	]);
});

it('what does not fit is refused by the name of its question, and nothing of it is kept', async () => {
	const visit = await day.came();
	const tried = (answer: object) => step(day.peer, visit, 'answers', { answers: [answer] });
	for (const answer of [
		declined('poids'),
		declined('age', 9),
		{ question: 'age', version: 1, status: 'answered', values: ['25-34', '35-44'] },
		{ question: 'age', version: 1, status: 'answered', values: ['dragon'] },
		{ question: 'nom', version: 1, status: 'answered', values: ['nuage'] }
	]) {
		const { status, body } = await tried(answer);
		expect([status, body.fields?.[0]?.path]).toEqual([400, answer.question]);
	}
	expect((await fileOf(visit.id)).answers).toEqual([]);
	expect((await step(day.peer, visit, 'answers', { answers: [] })).status).toBe(400);
});

it('two tablets at the same person: the last answer to each question stands, the others stay', async () => {
	const visit = await day.came();
	const age = (value: string) => ({ question: 'age', version: 1, status: 'answered', values: [value] });
	await Promise.all([
		day.peer.do(`/visits/${visit.id}/answers`, { answers: [age('18-24'), declined('genre')] }),
		day.nurse.do(`/visits/${visit.id}/answers`, { answers: [declined('logement')] })
	]);
	await day.nurse.do(`/visits/${visit.id}/answers`, { answers: [age('25-34')] });
	const { answers } = await fileOf(visit.id);
	expect(answers.map(({ question, values }) => [question, values[0]?.value])).toEqual([
		['age', '25-34'],
		['genre', undefined],
		['logement', undefined]
	]);
	expect(new Set(answers.map(({ by }) => by)).size).toBe(2);
});

it('of two tablets that answer the same question at once, the second is told, and replaces nothing unseen', async () => {
	const visit = await day.came();
	const age = (value: string, over: string | null) => ({
		...{ question: 'age', version: 1, status: 'answered', values: [value] },
		over
	});
	const send = (who: typeof day.peer, ...answers: object[]) => step(who, visit, 'answers', { answers });
	const both = await Promise.all([
		send(day.peer, age('18-24', null)),
		send(day.nurse, { ...declined('genre'), over: null }, age('25-34', null))
	]);
	expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	const late = both.find(({ status }) => status === 409);
	expect([late?.body.code, late?.body.fields?.[0]?.path]).toEqual(['answered_meanwhile', 'age']);

	const [stands] = (await fileOf(visit.id)).answers.filter(({ question }) => question === 'age');
	expect((await send(day.peer, age('55-64', null))).status).toBe(409);
	expect((await send(day.peer, age('55-64', stands?.at ?? ''))).status).toBe(200);
	expect((await send(day.nurse, age('65+', stands?.at ?? ''))).status).toBe(409);
	const { answers } = await fileOf(visit.id);
	expect(answers.find(({ question }) => question === 'age')?.values[0]?.value).toBe('55-64');
});

it('two visits of one person become one: what only the other one answered goes over', async () => {
	const [kept, other] = [await day.came(), await day.came()];
	const age = (value: string) => ({ question: 'age', version: 1, status: 'answered', values: [value] });
	await day.peer.do(`/visits/${kept.id}/answers`, { answers: [age('18-24')] });
	await day.peer.do(`/visits/${other.id}/answers`, { answers: [age('25-34'), declined('genre')] });
	await day.peer.do(`/visits/${kept.id}/merge`, { otherVisitId: other.id });
	const stays = await fileOf(kept.id);
	const [a, b] = [stays, await fileOf(other.id)].map(({ answers }) =>
		answers.map(({ question, values }) => [question, values[0]?.value])
	);
	expect([a, b]).toContainEqual([
		['age', '18-24'],
		['genre', undefined]
	]);
});

describe('At the server’s terminal', () => {
	it('a question that changed gets a new version; the former one is withdrawn, and nobody loses a place', async () => {
		const path = await fileWith((questions) => {
			one(questions, 'logement').texts['fr'] = { tu: null, vous: 'Où dormez-vous ?', help: null };
		});
		expect((await terminal('load', path)).out).toContain('0 nouvelles, 1 changées, 19 comme avant.');
		expect((await terminal('load', path)).out).toContain('0 nouvelles, 0 changées, 20 comme avant.');

		const visit = await day.came();
		const late = await step(day.peer, visit, 'answers', {
			answers: [declined('logement'), declined('genre')]
		});
		expect([late.status, late.body.code]).toEqual([409, 'question_withdrawn']);
		expect(late.body.fields?.[0]?.path).toBe('logement');
		expect((await fileOf(visit.id)).answers).toEqual([]);
		await day.peer.do(`/visits/${visit.id}/answers`, {
			answers: [declined('logement', 2), declined('genre')]
		});
		expect((await fileOf(visit.id)).answers).toHaveLength(2);
	});

	it('what was answered to a former version stays readable', async () => {
		const visit = await day.came({ answers: [declined('connu_par')] });
		const path = await fileWith((questions) => {
			one(questions, 'connu_par').texts['fr'] = { tu: null, vous: 'Qui vous a parlé de nous ?', help: null };
		});
		expect((await terminal('load', path)).exit).toBe(0);
		const [answer] = (await fileOf(visit.id)).answers;
		expect([answer?.version, answer?.text]).toEqual([1, 'Comment avez-vous connu la clinique\u00A0?']);
	});

	it('a withdrawn question is no longer asked, and comes back as a new version', async () => {
		expect((await terminal('withdraw', 'premiere_fois')).exit).toBe(0);
		expect((await terminal('withdraw', 'premiere_fois')).exit).toBe(1);
		expect((await terminal('list')).out).not.toContain('premiere_fois');
		expect((await terminal('load', await fileWith(() => {}))).exit).toBe(0);
		expect((await terminal('list')).out).toMatch(/^premiere_fois +2 +après /m);
	});

	it.each<[string, (questions: QuestionFile['questions']) => unknown]>([
		['offers what its field does not know', (q) => one(q, 'pair').options.push(option('maybe'))],
		['has a choice twice', (q) => one(q, 'age').options.push(option('25-34'))],
		['has no French', (q) => delete one(q, 'age').texts['fr']],
		['has no choices', (q) => (one(q, 'age').options = [])],
		['fills another field than before', (q) => (one(q, 'coin_calme').field = null)]
	])('a file in which a question %s changes nothing', async (_, change) => {
		const before = await day.database.sql`select count(*) from question_version`;
		const ran = await terminal('load', await fileWith(change));
		expect([ran.exit, ran.err.startsWith('Question ')]).toEqual([1, true]);
		expect(await day.database.sql`select count(*) from question_version`).toEqual(before);
	});
	const option = (value: string) => ({ value, pictogram: null, labels: { fr: 'x' } });
});

it('twelve people typed at two tablets in a burst pass in the order of their first touch, each with a word', async () => {
	const now = Date.now();
	const people = Array.from({ length: 12 }, (_, i) => ({ visitId: newId(), ageMs: (12 - i) * 15_000 }));
	// The slower tablet sends what it typed in the wrong order.
	const [left, right] = [
		people.filter((_, i) => i % 2 === 0),
		people.filter((_, i) => i % 2 === 1).reverse()
	];
	const typed = async (who: ClinicDay['peer'], mine: typeof people) => {
		for (const { visitId, ageMs } of mine) {
			const waited = Date.now() - now;
			await who.do(`/sites/${SITE}/visits`, { visitId, services: ['infirmier'], ageMs: ageMs + waited });
		}
	};
	await Promise.all([typed(day.peer, left), typed(day.nurse, right)]);
	const { view } = await day.peer.board(SITE, 'reception');
	const line = view.entries.filter(({ status }) => status === 'waiting');
	expect(line.map(({ visitId }) => visitId)).toEqual(people.map(({ visitId }) => visitId));
	expect(new Set(line.map(({ word }) => word)).size).toBe(12);
});
