/** The sentences of the page of somebody alone, in a language of the people who come. */
import { SCRIPT_WORDS, type Said, type ScriptWord } from '#lib/contract/alone.ts';
import { m } from '#lib/messages/person/compiled/messages.js';
import languages from '#lib/messages/languages.json' with { type: 'json' };
import { said } from '#lib/server/http/alone/voices.ts';

/** As the messages know them: French first, then in the order of the file. */
export type PersonLanguage = keyof typeof languages;
export type Address = 'tu' | 'vous';

export const PERSON_LANGUAGES = Object.keys(languages) as PersonLanguage[];

export function isPersonLanguage(lang: string): lang is PersonLanguage {
	return Object.hasOwn(languages, lang);
}

/** How a language calls and writes itself, and whether a speaker has approved our texts in it. */
export function aboutLanguage(lang: PersonLanguage): {
	name: Said;
	dir: 'ltr' | 'rtl';
	machineMade: boolean;
} {
	const { name, direction, approved } = languages[lang];
	return {
		name: said(lang, name),
		dir: direction === 'rtl' ? 'rtl' : 'ltr',
		machineMade: approved === null
	};
}

const WORDS: Record<ScriptWord, (address: Address, locale: PersonLanguage) => string> = {
	welcome: (_, locale) => m.person_welcome({}, { locale }),
	chooseLanguage: (address, locale) => m.person_language_ask({ address }, { locale }),
	machineMade: (_, locale) => m.person_machine_made({}, { locale }),
	listen: (_, locale) => m.person_listen({}, { locale }),
	silence: (_, locale) => m.person_listen_stop({}, { locale }),
	back: (_, locale) => m.person_back({}, { locale }),
	startOver: (_, locale) => m.person_start_over({}, { locale }),
	reason: (_, locale) => m.person_reason_ask({}, { locale }),
	reasonHint: (address, locale) => m.person_reason_hint({ address }, { locale }),
	pass: (_, locale) => m.person_skip({}, { locale }),
	declined: (_, locale) => m.person_declined({}, { locale }),
	unknown: (_, locale) => m.person_unknown({}, { locale }),
	next: (_, locale) => m.person_next({}, { locale }),
	last: (_, locale) => m.self_last({}, { locale }),
	putOnList: (_, locale) => m.person_put_on_list({}, { locale }),
	pressing: (_, locale) => m.person_pressing_ask({}, { locale }),
	yes: (_, locale) => m.person_yes({}, { locale }),
	no: (_, locale) => m.person_no({}, { locale }),
	comes: (address, locale) => m.person_help_coming({ address }, { locale }),
	stay: (address, locale) => m.person_help_stay({ address }, { locale }),
	yourWord: (address, locale) => m.person_your_word({ address }, { locale }),
	called: (address, locale) => m.person_word_called({ address }, { locale }),
	noPromise: (_, locale) => m.person_no_promise({}, { locale }),
	sooner: (address, locale) => m.self_sooner({ address }, { locale }),
	done: (_, locale) => m.self_done({}, { locale }),
	stillThere: (_, locale) => m.person_still_there({}, { locale }),
	imHere: (_, locale) => m.self_go_on({}, { locale }),
	noVoice: (_, locale) => m.self_no_voice({}, { locale }),
	noSound: (_, locale) => m.person_sound_blocked({}, { locale }),
	allowSound: (_, locale) => m.person_sound_on({}, { locale }),
	failed: (_, locale) => m.self_failed({}, { locale }),
	tryAgain: (_, locale) => m.person_try_again({}, { locale }),
	closed: (address, locale) => m.person_closed({ address }, { locale }),
	askTeam: (address, locale) => m.person_ask_team({ address }, { locale })
};

export function wordsOf(locale: PersonLanguage, address: Address): Record<ScriptWord, Said> {
	const spoken = SCRIPT_WORDS.map((word) => [word, said(locale, WORDS[word](address, locale))]);
	return Object.fromEntries(spoken) as Record<ScriptWord, Said>;
}

/** Wide enough to promise nothing, and to tell nobody who came or went. */
const RANGES = [
	[1, 3],
	[3, 6],
	[6, 10],
	[10, 20],
	[20, 40]
] as const;

/** « De 3 à 6 personnes avant toi »; null beyond what is worth saying. */
export function beforeOf(count: number, locale: PersonLanguage, address: Address): Said | null {
	const options = { locale };
	if (count === 0) return said(locale, m.person_before({ address, count: 0 }, options));
	const range = RANGES.find(([, most]) => count <= most);
	if (range === undefined) return null;
	const [least, most] = range;
	return said(locale, m.person_before_range({ address, least, most }, options));
}

/** Everything that `beforeOf` may say, to be recorded. */
export function everyBefore(locale: PersonLanguage, address: Address): Said[] {
	return [0, ...RANGES.map(([, most]) => most)].flatMap((count) => beforeOf(count, locale, address) ?? []);
}
