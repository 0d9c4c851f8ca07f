/** What the page says in each language: sentences, reasons and questions, each with its voice. */
import type { Asked, Choice, Said, Script, Ticket } from '#lib/contract/alone.ts';
import type { QuestionShown } from '#lib/contract/questions.ts';
import { isKept } from '#lib/server/http/alone/kept-answers.ts';
import { said } from '#lib/server/http/alone/voices.ts';
import { aboutLanguage, beforeOf, wordsOf, type Tongue } from '#lib/server/http/alone/words.ts';
import type { AloneTexts, TicketFacts } from '#lib/server/store/alone-texts.ts';
import { splitWord } from '#lib/domain/ticket/word.ts';

/** The script of one language; a text that it lacks is said in French. */
export function scriptOf(
	tongue: Tongue,
	{ manner, reasons }: AloneTexts,
	questions: readonly QuestionShown[]
): Script {
	const { lang } = tongue;
	const asked = (stage: QuestionShown['stage']) =>
		questions
			.filter((question) => question.stage === stage && isForSomebodyAlone(question))
			.map((question) => askedOf(lang, question, manner.address));
	return {
		lang,
		...aboutLanguage(lang),
		words: wordsOf(tongue),
		reasons: reasons.map(({ id, pictogram, names }) => ({ id, pictogram, said: inOrFrench(lang, names) })),
		questions: asked('intake'),
		later: asked('later')
	};
}

function inOrFrench(lang: string, texts: Readonly<Record<string, string>>): Said {
	const text = texts[lang];
	return text === undefined ? said('fr', texts['fr'] ?? '') : said(lang, text);
}

function isForSomebodyAlone({ alone, field, options }: QuestionShown): boolean {
	return alone && options.length > 0 && isKept(field);
}

/** Without a name or a number, which nobody types here, these ways of being called lead nowhere. */
const NEED_TYPING: Partial<Record<NonNullable<QuestionShown['field']>, readonly string[]>> = {
	call_by: ['alias_aloud', 'text']
};

function askedOf(lang: string, question: QuestionShown, address: AloneTexts['manner']['address']): Asked {
	const { id, version, field, many, text, options, fallback } = question;
	const given = fallback ? 'fr' : lang;
	const typed = field === null ? [] : (NEED_TYPING[field] ?? []);
	const choices = options
		.filter(({ value }) => !typed.includes(value))
		.map(({ value, label, pictogram }): Choice => ({ id: value, pictogram, said: said(given, label) }));
	const words = (address === 'tu' ? text.tu : null) ?? text.vous;
	return { id, version, many, said: said(given, words), choices };
}

/** What somebody is given after their touch in the language that they chose. */
export function ticketOf(
	word: string,
	{ pictogram, noun, before }: TicketFacts,
	{ tongue, help }: { tongue: Tongue; help: Ticket['help'] }
): Ticket {
	const { lang } = tongue;
	return {
		lang,
		word,
		pictogram,
		spoken: spokenWord(word),
		noun: noun.translated === null ? null : said(lang, noun.translated),
		before: beforeOf(before, tongue),
		help
	};
}

/** A ticket word, part by part, as it is said in French by everybody here. */
export function spokenWord(word: string): Said[] {
	const { noun, number } = splitWord(word);
	return [said('fr', noun), said('fr', String(number))];
}
