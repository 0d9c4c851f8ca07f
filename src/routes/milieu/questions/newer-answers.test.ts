import { expect, it } from 'vitest';
import type { FileAnswer } from '#lib/contract/answers.ts';
import type { AnswerShown, QuestionSet } from '#lib/contract/questions.ts';
import { answersIn, newerAnswers, seenAt } from './newer-answers.ts';

const answer = (value: string, at: string, by = 'Rosalie'): AnswerShown => ({
	...{ question: 'age', version: 1, text: 'Quel âge ?', field: null, status: 'answered' as const },
	values: [{ value, label: value }],
	...{ by, at }
});
const mine = { age: { status: 'answered', values: ['25-34'] } } as const;

it('an answer that a colleague noted meanwhile is shown before it is replaced', () => {
	expect(newerAnswers({}, [answer('18-24', '2026-10-03T14:00:00Z')], mine)).toHaveLength(1);
	const early = answer('14-17', '2026-10-03T13:00:00Z');
	expect(newerAnswers(seenAt([early]), [answer('18-24', '2026-10-03T14:00:00Z')], mine)).toHaveLength(1);
});

it('nothing is asked about the same answer, an old one, or a question that was not touched', () => {
	expect(newerAnswers({}, [answer('25-34', '2026-10-03T14:00:00Z')], mine)).toEqual([]);
	const old = answer('18-24', '2026-10-03T13:00:00Z');
	expect(newerAnswers(seenAt([old]), [old], mine)).toEqual([]);
	expect(newerAnswers({}, [answer('18-24', '2026-10-03T14:00:00Z')], {})).toEqual([]);
});

it('a value that the file keeps in a place of its own is told and compared like any other', () => {
	const language: AnswerShown = {
		...answer('', '2026-10-03T14:00:00Z'),
		question: 'langue',
		field: 'language'
	};
	const file = { answers: [{ ...language, values: [] }], language: 'sw' } as unknown as FileAnswer['visit'];
	const set = [
		{ id: 'langue', options: [{ value: 'sw', label: 'Kiswahili', pictogram: null }] }
	] as unknown as QuestionSet;
	const answers = answersIn(file, set);
	expect(answers[0]?.values).toEqual([{ value: 'sw', label: 'Kiswahili' }]);
	expect(newerAnswers({}, answers, { langue: { status: 'answered', values: ['sw'] } })).toEqual([]);
	expect(newerAnswers({}, answers, { langue: { status: 'answered', values: ['ar'] } })).toHaveLength(1);
});
