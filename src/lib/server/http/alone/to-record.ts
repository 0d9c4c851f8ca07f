/** Every text that the page of somebody alone can say, for scripts/voices.mjs: by the same code that says them. */
import type { Said, Script } from '#lib/contract/alone.ts';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { scriptOf, spokenWord } from '#lib/server/http/alone/script.ts';
import { said } from '#lib/server/http/alone/voices.ts';
import { PERSON_LANGUAGES, type Manner, type PersonLanguage } from '#lib/messages/person-words.ts';
import { everyBefore, tongueOf } from '#lib/server/http/alone/words.ts';
import type { AloneTexts } from '#lib/server/store/alone-texts.ts';

export { voiceFile } from '#lib/server/http/alone/voices.ts';

/** What the rows of a network say, as the database would give it. */
export interface Rows {
	readonly reasons: AloneTexts['reasons'];
	readonly questions: Readonly<Record<PersonLanguage, readonly QuestionShown[]>>;
	/** French nouns, and what they are called in other languages. */
	readonly nouns: readonly { readonly noun: string; readonly names: Readonly<Record<string, string>> }[];
}

/** Ticket words end with one of these. */
const LAST_NUMBER = 99;

const MANNERS: readonly Manner[] = (['tu', 'vous'] as const).flatMap((address) =>
	(['neutral', 'parentheses', 'dot'] as const).map((style) => ({ address, style }))
);

/** Each text once, in each way of addressing somebody. */
export async function everythingSaid({ reasons, questions, nouns }: Rows): Promise<Said[]> {
	const everyWay = PERSON_LANGUAGES.flatMap((lang) => MANNERS.map((manner) => ({ lang, manner })));
	const scripts = await Promise.all(
		everyWay.map(async ({ lang, manner }) => {
			const tongue = await tongueOf(lang, manner);
			const script = scriptOf(tongue, { manner, reasons }, questions[lang]);
			return [...inScript(script), ...everyBefore(tongue)];
		})
	);
	const names = nouns.flatMap((one) => Object.entries(one.names).map(([lang, text]) => said(lang, text)));
	const numbers = Array.from({ length: LAST_NUMBER }, (_, at) => spokenWord(`_ ${at + 1}`).slice(1));
	const french = nouns.map(({ noun }) => said('fr', noun));
	return once([...scripts.flat(), ...names, ...french, ...numbers.flat()]);
}

function inScript({ name, words, reasons, questions, later }: Script): Said[] {
	const asked = [...questions, ...later].flatMap((question) => [
		question.said,
		...question.choices.map((c) => c.said)
	]);
	return [name, ...Object.values(words), ...reasons.map((reason) => reason.said), ...asked];
}

function once(all: readonly Said[]): Said[] {
	return [...new Map(all.map((one) => [`${one.lang}|${one.text}`, one])).values()];
}
