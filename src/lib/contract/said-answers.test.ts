import { expect, it } from 'vitest';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { answersOf, columnsOf } from '#lib/contract/said-answers.ts';

const question = (id: string, traits: Partial<QuestionShown> = {}): QuestionShown => ({
	...{ id, version: 2, field: null, stage: 'intake', many: false, alone: true },
	...{ text: { tu: null, vous: '?', help: null }, options: [], fallback: false },
	...traits
});
const name = question('name', { field: 'alias' });
const peer = question('peer', { field: 'peer_wanted' });
const age = question('age');
const questions = [name, peer, age];

it('a value goes to its column, and beside the visit only what became of the question', () => {
	const said = {
		name: { status: 'answered', values: [], text: 'Nuage' },
		peer: { status: 'answered', values: ['later'] },
		age: { status: 'answered', values: ['young'] }
	} as const;
	expect(columnsOf(questions, said)).toEqual({ alias: 'Nuage', peerWanted: 'later' });
	expect(answersOf(questions, said)).toEqual([
		{ question: 'name', version: 2, status: 'answered' },
		{ question: 'peer', version: 2, status: 'answered' },
		{ question: 'age', version: 2, status: 'answered', values: ['young'] }
	]);
});

it('not wanting to say, not knowing and not being asked stay three things', () => {
	const said = {
		name: { status: 'declined', values: [] },
		peer: { status: 'unknown', values: [] }
	} as const;
	expect(columnsOf(questions, said)).toEqual({ peerWanted: 'unknown' });
	expect(answersOf(questions, said).map(({ question, status }) => [question, status])).toEqual([
		['name', 'declined'],
		['peer', 'unknown']
	]);
});

it('an animal that came along has its column, and whom else somebody came with is not lost', () => {
	const company = question('company', { field: 'company', many: true });
	const said = { company: { status: 'answered', values: ['people', 'dog'] } } as const;
	expect(columnsOf([company], said)).toEqual({ animal: { species: 'dog', temper: 'unknown' } });
	expect(answersOf([company], said)).toEqual([
		{ question: 'company', version: 2, status: 'answered', values: ['people', 'dog'] }
	]);
});
