import { expect, it } from 'vitest';
import type { AskedQuestion, GivenAnswer } from '#lib/domain/question/question.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { register, visitStep } from '../../../../tests/factories/commands.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { doneVisit, waitingVisit } from '../../../../tests/factories/visits.ts';
import { aPeerHelper } from '../../../../tests/factories/people.ts';

const peer = aPeerHelper();
const asked = (values: string[], traits: { many?: boolean; withdrawn?: boolean } = {}) => ({
	...{ many: false, withdrawn: false, ...traits },
	options: new Set(values)
});
const questions = new Map<string, AskedQuestion>([
	['name', { field: 'alias', versions: new Map([[1, asked([])]]) }],
	[
		'age',
		{
			field: null,
			versions: new Map([
				[1, asked(['young', 'old'], { withdrawn: true })],
				[2, asked(['young', 'between', 'old'])]
			])
		}
	],
	['moving', { field: null, versions: new Map([[1, asked(['stick', 'chair'], { many: true })]]) }]
]);
const answer = (question: string, version: number, ...values: string[]) =>
	({ question, version, status: 'answered', values }) as const;
const declined = (question: string, version: number, ...values: string[]) =>
	({ question, version, status: 'declined', values }) as const;
const site = (visits = [waitingVisit()]) => aSite({ visits, questions });
const answering = (...answers: GivenAnswer[]) => visitStep('answer_questions', 'visit', { answers });

it('An answer is said to have been given, never what it was', () => {
	given(site())
		.when(answering(answer('age', 2, 'between'), declined('moving', 1)), { actor: peer })
		.then([
			{
				type: 'QuestionsAnswered',
				visitId: 'visit',
				answers: [
					{ question: 'age', version: 2 },
					{ question: 'moving', version: 1 }
				]
			}
		]);
});

it('Somebody who was met may still answer', () => {
	given(site([doneVisit()]))
		.when(answering(answer('age', 2, 'old')), { actor: peer })
		.then([expect.objectContaining({ type: 'QuestionsAnswered' })]);
});

it('Answers may come along with the place on the list, and with other details', () => {
	given(site([]))
		.when(register({ answers: [declined('name', 1)] }), { actor: peer })
		.then([
			expect.objectContaining({ type: 'VisitRegistered' }),
			expect.objectContaining({ type: 'QuestionsAnswered', visitId: 'newcomer' })
		]);
	given(site())
		.when(visitStep('details', 'visit', { language: 'ar', answers: [declined('name', 1)] }), { actor: peer })
		.then([
			expect.objectContaining({ type: 'DetailsChanged' }),
			expect.objectContaining({ type: 'QuestionsAnswered' })
		]);
});

it('Who answers nothing leaves no trace of a question', () => {
	given(site([]))
		.when(register(), { actor: peer })
		.then([expect.objectContaining({ type: 'VisitRegistered' })]);
});

it.each([
	['to a question that nobody knows', answer('weight', 1, 'young'), 'unknown_question'],
	['to a version that was never asked', answer('age', 3, 'young'), 'unknown_question'],
	['to a version that was withdrawn meanwhile', answer('age', 1, 'young'), 'question_withdrawn'],
	['that is none of the choices', answer('age', 2, 'ancient'), 'unknown_answer'],
	['of two choices where one is asked for', answer('age', 2, 'young', 'old'), 'unknown_answer'],
	['of the same choice twice', answer('moving', 1, 'stick', 'stick'), 'unknown_answer'],
	['without a choice', answer('age', 2), 'unknown_answer'],
	['that is a refusal and a choice at once', declined('age', 2, 'old'), 'unknown_answer'],
	['with a value that belongs into the visit itself', answer('name', 1, 'nuage'), 'unknown_answer']
] as const)('An answer %s is refused, by the name of its question', (_, said, code) => {
	given(site()).when(answering(said), { actor: peer }).then(code);
});

it('A question is not answered twice at once', () => {
	given(site())
		.when(answering(answer('age', 2, 'young'), answer('age', 2, 'old')), { actor: peer })
		.then('unknown_answer');
});

it('An answer that somebody else noted meanwhile is not replaced unseen, and says which question it is', () => {
	const noted = aSite({ visits: [waitingVisit()], questions, answeredAt: new Map([['visit age', 500]]) });
	for (const over of [null, 400]) {
		given(noted)
			.when(answering(declined('moving', 1), { ...answer('age', 2, 'old'), over }), { actor: peer })
			.then(refuse('answered_meanwhile', { field: 'age' }));
	}
	given(noted)
		.when(answering({ ...declined('moving', 1), over: 500 }), { actor: peer })
		.then(refuse('answered_meanwhile', { field: 'moving' }));
});

it('An answer replaces the one that its screen showed, and whatever is there when nobody looked', () => {
	const noted = aSite({ visits: [waitingVisit()], questions, answeredAt: new Map([['visit age', 500]]) });
	for (const over of [{ over: 500 }, {}]) {
		given(noted)
			.when(answering({ ...answer('age', 2, 'old'), ...over }), { actor: peer })
			.then([expect.objectContaining({ type: 'QuestionsAnswered' })]);
	}
});

it('Of two answers that are decided in one go, the second is refused as well', () => {
	const mine = answering({ ...answer('age', 2, 'old'), over: null });
	const after = play(site(), [answering({ ...answer('age', 2, 'young'), over: null }), { actor: peer }]);
	given(after)
		.when(mine, { actor: peer })
		.then(refuse('answered_meanwhile', { field: 'age' }));
	given(after)
		.when(answering({ ...declined('moving', 1), over: null }), { actor: peer })
		.then([expect.objectContaining({ type: 'QuestionsAnswered' })]);
});
