/**
 * What a person reads, in the person's language: fetched alone, as the one language that was chosen. The team's own
 * messages (`m`) know French and English only and are not for the person.
 */
import languages from '#lib/messages/languages.json' with { type: 'json' };
import type * as French from '#lib/messages/person/compiled/messages/fr.js';

export type PersonLanguage = keyof typeof languages;
/** How a site speaks to people (R-site `address_form`), and how a network writes role words. */
export interface Manner {
	readonly address: 'tu' | 'vous';
	readonly style: 'neutral' | 'parentheses' | 'dot';
}

type Words = typeof French;
type PersonKey = keyof Words;
/** What a text needs besides the manner, which is the same for all of them. */
type Facts<K extends PersonKey> = Omit<Parameters<Words[K]>[0], keyof Manner>;
type Args<K extends PersonKey> = Record<string, never> extends Facts<K> ? [] : [facts: Facts<K>];
/** `say('person_called', { word })`. */
export type Say = <K extends PersonKey>(key: K, ...facts: Args<K>) => string;

const WORDS: Record<PersonLanguage, () => Promise<Words>> = {
	fr: () => import('#lib/messages/person/compiled/messages/fr.js'),
	en: () => import('#lib/messages/person/compiled/messages/en.js') as Promise<Words>,
	es: () => import('#lib/messages/person/compiled/messages/es.js') as Promise<Words>,
	ar: () => import('#lib/messages/person/compiled/messages/ar.js') as Promise<Words>,
	sw: () => import('#lib/messages/person/compiled/messages/sw.js') as Promise<Words>,
	ne: () => import('#lib/messages/person/compiled/messages/ne.js') as Promise<Words>
};

/** In the order in which they are offered: French first, then by the list. */
export const PERSON_LANGUAGES = Object.keys(languages) as PersonLanguage[];

/** True for a language in which there are texts for the person. */
export function isPersonLanguage(text: string | null | undefined): text is PersonLanguage {
	return text !== null && text !== undefined && Object.hasOwn(languages, text);
}

/** Fetches one language; in a page's universal `load`, so that server and browser both have it before they draw. */
export async function personMessages(language: PersonLanguage, manner: Manner): Promise<Say> {
	const words = (await WORDS[language]()) as Record<PersonKey, (inputs: object) => string>;
	return (key, ...facts) => words[key]({ ...manner, ...facts[0] });
}

/** What a language calls itself. */
export function ownNameOf(language: PersonLanguage): string {
	return languages[language].name;
}

/** Which way it is written: for `dir` beside each `lang`. */
export function directionOf(language: PersonLanguage): 'ltr' | 'rtl' {
	return languages[language].direction === 'rtl' ? 'rtl' : 'ltr';
}

/** True until somebody who speaks it has read it: docs/languages.md. */
export function isMachineMade(language: PersonLanguage): boolean {
	const { source, approved } = languages[language];
	return !source && approved === null;
}
