import { expect, it } from 'vitest';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { answersOf, chosen, columnsOf, isAskable, without } from './said.ts';

const question = (id: string, traits: Partial<QuestionShown> = {}): QuestionShown => ({
	...{ id, version: 2, field: null, stage: 'intake', many: false, alone: true },
	...{ text: { tu: null, vous: '?', help: null }, options: [], fallback: false },
	...traits
});
const name = question('name', { field: 'alias' });
const peer = question('peer', { field: 'peer_wanted' });
const age = question('age');
const moving = question('moving', { many: true });
const questions = [name, peer, age, moving];

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

it('a second touch takes a choice back, where several may hold', () => {
	const one = chosen(moving, undefined, 'stick');
	const two = chosen(moving, one, 'chair');
	expect(two?.values).toEqual(['stick', 'chair']);
	expect(chosen(moving, chosen(moving, two, 'stick'), 'chair')).toBeUndefined();
	expect(chosen(age, chosen(age, undefined, 'young'), 'old')?.values).toEqual(['old']);
});

it('what changed meanwhile is taken out, and nothing else', () => {
	const said = { age: { status: 'declined', values: [] }, peer: { status: 'unknown', values: [] } } as const;
	expect(Object.keys(without(said, ['age']))).toEqual(['peer']);
});

it('a question without a place for its answer is not asked', () => {
	expect(isAskable(age)).toBe(true);
	expect(isAskable(peer)).toBe(true);
});
