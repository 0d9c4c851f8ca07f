/** What somebody alone answered, as the command takes it. */
import type { RegisterBody } from '#lib/contract/commands.ts';
import type { AnswersBody, QuestionShown } from '#lib/contract/questions.ts';

type Kept = Pick<RegisterBody, 'callBy' | 'peerWanted' | 'traineeAccepted' | 'healthCard'>;
type Field = NonNullable<QuestionShown['field']>;
type Answer = AnswersBody[number];

/** Fields of a visit that a place on the list may be taken with; questions for others are not asked here. */
const COLUMNS: Partial<Record<Field, { readonly name: keyof Kept; readonly keepsRefusals: boolean }>> = {
	call_by: { name: 'callBy', keepsRefusals: false },
	peer_wanted: { name: 'peerWanted', keepsRefusals: true },
	trainee_accepted: { name: 'traineeAccepted', keepsRefusals: true },
	health_card: { name: 'healthCard', keepsRefusals: true }
};

/** True when an answer to a question with this field can be kept. */
export function isKept(field: QuestionShown['field']): boolean {
	return field === null || COLUMNS[field] !== undefined;
}

/**
 * Values that have a column go there, the others stay with their question. An answer to what is not asked any more
 * is left out: nobody loses a place on the list because a question changed meanwhile.
 */
export function keptAnswers(
	questions: readonly QuestionShown[],
	given: AnswersBody
): Kept & { readonly answers: AnswersBody } {
	const asked = new Map(questions.map((question) => [question.id, question]));
	const columns: Record<string, string> = {};
	const answers: Answer[] = [];
	for (const answer of given) {
		const question = asked.get(answer.question);
		if (question === undefined || !fits(question, answer)) continue;
		const column = question.field === null ? undefined : COLUMNS[question.field];
		const value = answer.status === 'answered' ? answer.values?.[0] : answer.status;
		if (column !== undefined && value !== undefined && (answer.status === 'answered' || column.keepsRefusals))
			columns[column.name] = value;
		answers.push(question.field === null ? answer : { ...answer, values: [] });
	}
	// The options of a question with a field are codes of that field: the question's own rows were checked so.
	return { ...(columns as Kept), answers };
}

function fits({ version, options, field, many }: QuestionShown, answer: Answer): boolean {
	const values = answer.values ?? [];
	if (answer.version !== version || !isKept(field)) return false;
	if (answer.status !== 'answered') return values.length === 0;
	const known = values.every((value) => options.some((option) => option.value === value));
	return known && values.length > 0 && (many || values.length === 1);
}
