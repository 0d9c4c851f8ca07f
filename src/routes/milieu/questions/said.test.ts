import { expect, it } from 'vitest';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { chosen, without } from './said.ts';

const question = (id: string, traits: Partial<QuestionShown> = {}): QuestionShown => ({
	...{ id, version: 2, field: null, stage: 'intake', many: false, alone: true },
	...{ text: { tu: null, vous: '?', help: null }, options: [], fallback: false },
	...traits
});
const age = question('age');
const moving = question('moving', { many: true });

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
