/** What somebody says to questions, as it is sent: values go to the visit's columns, the rest beside it. */
import { ANIMAL_SPECIES } from '#lib/domain/visit/state.ts';
import { KEPT_BESIDE } from '#lib/domain/question/question.ts';
import type { AnswerStatus, AnswersBody, QuestionField, QuestionSet } from '#lib/contract/questions.ts';

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

/** An animal that came along; how it is today is asked where there is time. Who else came is joined by hand. */
const company = ({ values }: Said): Columns => {
	const species = ANIMAL_SPECIES.find((one) => values.includes(one));
	return species === undefined ? {} : { animal: { species, temper: 'unknown' } };
};

/** Where each field goes. */
const COLUMN: Record<QuestionField, (said: Said) => Columns> = {
	alias: ({ text }) => (text === undefined ? {} : { alias: text }),
	call_by: (said) => (said.status === 'answered' ? { callBy: first(said) } : {}),
	language: (said) => (said.status === 'answered' ? { language: first(said) } : {}),
	// The pictures chosen go out with the place itself.
	reasons: () => ({}),
	pressing: coded('pressing'),
	peer_wanted: coded('peerWanted'),
	trainee_accepted: coded('traineeAccepted'),
	company,
	quiet_corner: coded('quietCorner'),
	dim_light: coded('dimLight'),
	health_card: coded('healthCard')
};

/** What the visit itself takes of what was said. */
export function columnsOf(questions: QuestionSet, said: AllSaid): Columns {
	return Object.assign(
		{},
		...questions.map(({ id, field }) => {
			const one = said[id];
			return one === undefined || field === null ? {} : COLUMN[field](one);
		})
	) as Columns;
}

/** When the answers were noted that a screen had before it, by question. */
export type SeenAt = Readonly<Record<string, string>>;

/**
 * What stands beside the visit: the values of questions without a column, and what became of each. With `seen`, no
 * answer replaces one that the screen did not show.
 */
export function answersOf(questions: QuestionSet, said: AllSaid, seen?: SeenAt): AnswersBody {
	return questions.flatMap(({ id, version, field }) => {
		const one = said[id];
		if (one === undefined) return [];
		const { status, values } = one;
		const beside = (field === null || KEPT_BESIDE.includes(field)) && status === 'answered';
		return [
			{
				...{ question: id, version, status },
				...(beside && { values: [...values] }),
				...(seen !== undefined && { over: seen[id] ?? null })
			}
		];
	});
}
