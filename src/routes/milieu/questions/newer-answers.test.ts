import { expect, it } from 'vitest';
import type { AnswerShown } from '#lib/contract/questions.ts';
import { newerAnswers } from './newer-answers.ts';

const answer = (value: string, at: string, by = 'Rosalie'): AnswerShown => ({
	...{ question: 'age', version: 1, text: 'Quel âge ?', field: null, status: 'answered' as const },
	values: [{ value, label: value }],
	...{ by, at }
});
const mine = { age: { status: 'answered', values: ['25-34'] } } as const;

it('an answer that a colleague noted meanwhile is shown before it is replaced', () => {
	expect(newerAnswers([], [answer('18-24', '2026-10-03T14:00:00Z')], mine)).toHaveLength(1);
	const early = answer('14-17', '2026-10-03T13:00:00Z');
	expect(newerAnswers([early], [answer('18-24', '2026-10-03T14:00:00Z')], mine)).toHaveLength(1);
});

it('nothing is asked about the same answer, an old one, or a question that was not touched', () => {
	expect(newerAnswers([], [answer('25-34', '2026-10-03T14:00:00Z')], mine)).toEqual([]);
	const old = answer('18-24', '2026-10-03T13:00:00Z');
	expect(newerAnswers([old], [old], mine)).toEqual([]);
	expect(newerAnswers([], [answer('18-24', '2026-10-03T14:00:00Z')], {})).toEqual([]);
});
