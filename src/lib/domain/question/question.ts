/** Questions of the welcome as the clinic knows them. The questions themselves are rows; what code needs is here. */
import { HEALTH_CARDS } from '#lib/domain/person/state.ts';
import { ANIMAL_SPECIES, CALL_WAYS } from '#lib/domain/visit/state.ts';

/** A visit's own columns that a question may ask for. */
export const QUESTION_FIELDS = [
	'alias',
	'call_by',
	'language',
	'reasons',
	'pressing',
	'peer_wanted',
	'trainee_accepted',
	'company',
	'quiet_corner',
	'dim_light',
	'health_card'
] as const;
export type QuestionField = (typeof QUESTION_FIELDS)[number];

/** Before the place on the list, when there is time, after the encounter. */
export const QUESTION_STAGES = ['intake', 'later', 'after'] as const;

/** What became of a question that was asked; never asked has no row (R-I2). */
export const ANSWER_STATUSES = ['answered', 'declined', 'unknown'] as const;
export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

const YES_NO = ['yes', 'no'] as const;
const YES_NO_LATER = [...YES_NO, 'later'] as const;
/** Who or what came along. */
const COMPANIES = ['nobody', 'people', ...ANIMAL_SPECIES] as const;

/** Fields whose column can't hold all that was said: who came along is an animal, a party, or both. */
export const KEPT_BESIDE: readonly QuestionField[] = ['company'];

/** The codes that a field knows; null where they are not the code's to know. No question may offer another one. */
export const FIELD_VALUES: Record<QuestionField, readonly string[] | null> = {
	alias: [],
	call_by: CALL_WAYS,
	language: null,
	reasons: [],
	pressing: YES_NO,
	peer_wanted: YES_NO_LATER,
	trainee_accepted: YES_NO_LATER,
	company: COMPANIES,
	quiet_corner: YES_NO,
	dim_light: YES_NO,
	health_card: HEALTH_CARDS.filter((card) => !['unknown', 'declined', 'not_asked'].includes(card))
};

/** One version of a question, as far as an answer to it is judged. */
export interface AskedVersion {
	readonly many: boolean;
	readonly withdrawn: boolean;
	readonly options: ReadonlySet<string>;
}

/** A question with all its versions, by number. */
export interface AskedQuestion {
	readonly field: QuestionField | null;
	readonly versions: ReadonlyMap<number, AskedVersion>;
}

/** What somebody said to one version of a question. The value of a question with a field is in its column. */
export interface GivenAnswer {
	readonly question: string;
	readonly version: number;
	readonly status: AnswerStatus;
	readonly values: readonly string[];
	/**
	 * When the answer was noted that whoever asked had before them, in ms; null when they saw none. Without it, it
	 * replaces whatever is there.
	 */
	readonly over?: number | null;
}
