import { describe, expect, it } from 'vitest';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { keptAnswers } from '#lib/server/http/alone/kept-answers.ts';

const question = (id: string, facts: Partial<QuestionShown> = {}): QuestionShown => ({
	...{ id, version: 3, field: null, stage: 'intake', many: false, alone: true, fallback: false },
	text: { tu: null, vous: id, help: null },
	options: ['yes', 'no', 'word', 'discreet'].map((value) => ({ value, label: value, pictogram: null })),
	...facts
});
const QUESTIONS = [
	question('appel', { field: 'call_by' }),
	question('pair', { field: 'peer_wanted' }),
	question('connu'),
	question('calme', { field: 'quiet_corner' }),
	question('avec', {
		...{ field: 'company', many: true },
		options: ['people', 'dog'].map((value) => ({ value, label: value, pictogram: null }))
	}),
	question('langue', { field: 'language' })
];
const said = (id: string, status: 'answered' | 'declined' | 'unknown', ...values: string[]) => ({
	...{ question: id, version: 3, status, ...(values.length > 0 && { values }) }
});

describe('What somebody alone answered', () => {
	it('goes to the visit’s own column where it has one, and stays with its question else', () => {
		const kept = keptAnswers(QUESTIONS, [
			said('appel', 'answered', 'discreet'),
			said('connu', 'answered', 'yes')
		]);
		expect(kept).toEqual({
			callBy: 'discreet',
			answers: [said('appel', 'answered'), said('connu', 'answered', 'yes')]
		});
	});

	it('« préfère ne pas répondre » and « ne sait pas » are kept as such', () => {
		expect(keptAnswers(QUESTIONS, [said('appel', 'unknown'), said('pair', 'declined')])).toEqual({
			peerWanted: 'declined',
			answers: [said('appel', 'unknown'), said('pair', 'declined')]
		});
	});

	it('an animal that came along and a quiet corner have their columns; whom else they came with is not lost', () => {
		const given = [said('calme', 'answered', 'yes'), said('avec', 'answered', 'people', 'dog')];
		expect(keptAnswers(QUESTIONS, given)).toEqual({
			quietCorner: 'yes',
			animal: { species: 'dog', temper: 'unknown' },
			answers: [said('calme', 'answered'), said('avec', 'answered', 'people', 'dog')]
		});
	});

	it.each([
		['a version that was withdrawn', { ...said('pair', 'answered', 'yes'), version: 2 }],
		['a question that is gone', said('gone', 'answered', 'yes')],
		['a choice that there is not', said('connu', 'answered', 'perhaps')],
		['two choices where one holds', said('connu', 'answered', 'yes', 'no')],
		['a field that has a screen of its own', said('langue', 'answered', 'yes')]
	])('%s is left out, and costs nobody their place', (_, answer) => {
		expect(keptAnswers(QUESTIONS, [answer])).toEqual({ answers: [] });
	});
});
