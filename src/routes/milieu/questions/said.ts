/** What somebody says to questions, until it is sent: values go to the visit's columns, the rest beside it. */
import type {
	AnswerStatus,
	AnswersBody,
	QuestionField,
	QuestionSet,
	QuestionShown
} from '#lib/contract/questions.ts';

/** What was said to one question. One that has none was passed, or never asked (R-I2). */
export interface Said {
	readonly status: AnswerStatus;
	/** Codes of the choices. */
	readonly values: readonly string[];
	/** A name that was typed. */
	readonly text?: string;
}
/** By the question's id. */
export type AllSaid = Readonly<Record<string, Said>>;

/** The visit's columns as register and details take them. */
type Columns = Readonly<Record<string, unknown>>;

const first = ({ values }: Said): string | undefined => values[0];
/** A column that knows « declined » and « unknown » itself. */
const coded =
	(key: string) =>
	(said: Said): Columns => ({ [key]: said.status === 'answered' ? first(said) : said.status });

/** Where each field goes; null for a column that register and details do not take yet. */
const COLUMN: Record<QuestionField, ((said: Said) => Columns) | null> = {
	alias: ({ text }) => (text === undefined ? {} : { alias: text }),
	call_by: (said) => (said.status === 'answered' ? { callBy: first(said) } : {}),
	language: (said) => (said.status === 'answered' ? { language: first(said) } : {}),
	// The pictures chosen go out with the place itself.
	reasons: () => ({}),
	pressing: null,
	peer_wanted: coded('peerWanted'),
	trainee_accepted: coded('traineeAccepted'),
	company: null,
	quiet_corner: null,
	dim_light: null,
	health_card: coded('healthCard')
};

/** A question whose answer has nowhere to go is not asked: nothing that is said may be lost. */
export function isAskable({ field }: QuestionShown): boolean {
	return field === null || COLUMN[field] !== null;
}

/** What the visit itself takes of what was said. */
export function columnsOf(questions: QuestionSet, said: AllSaid): Columns {
	return Object.assign(
		{},
		...questions.map(({ id, field }) => {
			const one = said[id];
			return one === undefined || field === null ? {} : (COLUMN[field]?.(one) ?? {});
		})
	) as Columns;
}

/** What stands beside the visit: the values of questions without a column, and what became of each. */
export function answersOf(questions: QuestionSet, said: AllSaid): AnswersBody {
	return questions.flatMap(({ id, version, field }) => {
		const one = said[id];
		if (one === undefined) return [];
		const { status, values } = one;
		const beside = field === null && status === 'answered';
		return [{ question: id, version, status, ...(beside && { values: [...values] }) }];
	});
}

/** The same without some questions. */
export function without(said: AllSaid, ids: readonly string[]): AllSaid {
	return Object.fromEntries(Object.entries(said).filter(([id]) => !ids.includes(id)));
}

/** A choice touched: the only one, or one more, or taken back. */
export function chosen(question: QuestionShown, before: Said | undefined, value: string): Said | undefined {
	const values = before?.values ?? [];
	if (!question.many) return { status: 'answered', values: [value] };
	const after = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
	return after.length === 0 ? undefined : { status: 'answered', values: after };
}
