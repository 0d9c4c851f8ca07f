/** What somebody who is alone with the screen is shown and said, and what their two forms may send. */
import { answersBody } from '#lib/contract/questions.ts';
import { z } from '#lib/contract/schema.ts';

/** A text with the language that it is in, and the file that says it; null when nobody has recorded it. */
export interface Said {
	readonly text: string;
	readonly lang: string;
	readonly voice: string | null;
}

/** One thing to touch. */
export interface Choice {
	readonly id: string;
	readonly pictogram: string | null;
	readonly said: Said;
}

export interface Asked {
	readonly id: string;
	readonly version: number;
	readonly many: boolean;
	readonly said: Said;
	readonly choices: readonly Choice[];
}

/** Everything that is said in one language. */
export interface Script {
	readonly lang: string;
	readonly dir: 'ltr' | 'rtl';
	/** By itself: « English ». */
	readonly name: Said;
	readonly words: Readonly<Record<ScriptWord, Said>>;
	readonly reasons: readonly Choice[];
	readonly questions: readonly Asked[];
	/** Those that wait until there is time: asked only of whoever wants more of them (domain.md §3.4). */
	readonly later: readonly Asked[];
}

export const SCRIPT_WORDS = [
	'welcome',
	'chooseLanguage',
	'machineMade',
	'listen',
	'silence',
	'back',
	'startOver',
	'reason',
	'reasonHint',
	'pass',
	'declined',
	'unknown',
	'next',
	'last',
	'more',
	'putOnList',
	'pressing',
	'yes',
	'no',
	'comes',
	'stay',
	'yourWord',
	'called',
	'noPromise',
	'sooner',
	'done',
	'stillThere',
	'imHere',
	'noVoice',
	'noSound',
	'allowSound',
	'failed',
	'tryAgain',
	'closed',
	'askTeam'
] as const;
export type ScriptWord = (typeof SCRIPT_WORDS)[number];

/** What a place on the list tells whoever took it: nothing of anybody else but a wide range. */
export interface Ticket {
	readonly lang: string;
	readonly word: string;
	readonly pictogram: string;
	/** The parts of the word, to be said one after the other; the word is never translated. */
	readonly spoken: readonly Said[];
	/** The noun in the language that was chosen. */
	readonly noun: Said | null;
	/** How many come before, about; null when that is not known. */
	readonly before: Said | null;
	/** After « ça presse » : somebody comes, or has to be asked. Null when it does not press. */
	readonly help: 'comes' | 'ask' | null;
}

const id = z.uuid().toLowerCase();
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const language = z.string().regex(/^[a-z]{2}$/);
/** Whoever took longer than this was away meanwhile; and nobody alone may move their arrival far. */
const LONGEST_S = 20 * 60;
/** A field that stands once comes as a text, several times as a list. */
const several = z.union([code.transform((one) => [one]), z.array(code).max(8)]);

export const languageForm = z.strictObject({ lang: language });

export const aloneForm = z.strictObject({
	/** Of the command, and of the visit that it makes: sent again, they make nothing new. */
	id,
	visitId: id,
	lang: language,
	reasons: several.optional(),
	pressing: z.literal('yes').optional(),
	/** Seconds since the first touch. */
	ageS: z.coerce
		.number()
		.int()
		.min(0)
		.transform((seconds) => Math.min(seconds, LONGEST_S))
		.optional(),
	/** As JSON: a form has no lists of lists. */
	answers: z
		.string()
		.max(8_000)
		.transform((text, check) => {
			try {
				return JSON.parse(text) as unknown;
			} catch {
				check.addIssue({ code: 'custom' });
				return z.NEVER;
			}
		})
		.pipe(answersBody)
		.optional()
});
export type AloneForm = z.infer<typeof aloneForm>;
