/** Every error answer: RFC 9457, a stable code, a sentence in the language of the answer. */
import { statusOf, type FieldProblem, type Problem, type ProblemCode } from '#lib/contract/problems.ts';
import { language } from '#lib/messages/language.ts';
import { sentenceOf } from '#lib/messages/problem-sentences.ts';

type Facts = Pick<Problem, 'fields' | 'by' | 'visit' | 'errorId' | 'triesLeft'>;

/** The problem's body. */
export function problemOf(code: ProblemCode, facts: Facts = {}): Problem {
	return {
		type: `/problems/${code}`,
		title: sentenceOf(code),
		status: statusOf(code),
		code,
		detail: sentenceOf(code, facts.by?.name),
		...facts
	};
}

/** The problem as a response. */
export function problemResponse(code: ProblemCode, facts: Facts = {}): Response {
	const problem = problemOf(code, facts);
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: {
			...{ 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
			...{ 'content-language': language(), vary: 'Accept-Language' }
		}
	});
}

/** A body that does not fit: which fields, and why. Values are never repeated. */
export function invalidInput(fields: FieldProblem[]): Response {
	return problemResponse('invalid_input', { fields });
}
