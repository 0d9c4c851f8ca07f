/** The language of the team's screens: French unless somebody chose English. Not that of the person in front. */
import { getLocale, overwriteGetLocale } from '#lib/messages/compiled/runtime.js';
import { spoken } from '#lib/messages/spoken.js';

export type Language = 'fr' | 'en';

/** Set by the choice of a language and by nothing else; holds « en » or « fr ». */
export const LANGUAGE_COOKIE = 'halte_langue';

/** The language of the answer under way, or of this browser. */
export function language(): Language {
	return getLocale();
}

/** As Intl knows it here: dates, numbers and lists of this country. */
export function intlLocale(): 'fr-CA' | 'en-CA' {
	return language() === 'en' ? 'en-CA' : 'fr-CA';
}

/** The language that a cookie's value names; French for all that is unknown. */
export function languageOf(value: string | undefined): Language {
	return value === 'en' ? 'en' : 'fr';
}

/** In a browser, before the page wakes: what was chosen holds until the next page is loaded whole. */
export async function speak(chosen: Language): Promise<void> {
	overwriteGetLocale(() => chosen);
	if (chosen === 'en') spoken.words = { ...(await import('virtual:english')) };
}
