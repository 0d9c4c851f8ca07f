/** What happens in a browser before the page wakes: what was chosen holds until the next page is loaded whole. */
import type { ClientInit } from '@sveltejs/kit';
import { overwriteGetLocale } from '#lib/messages/compiled/runtime.js';
import { LANGUAGE_COOKIE, languageOf } from '#lib/messages/language.ts';
import { spoken } from '#lib/messages/spoken.js';

export const init: ClientInit = async () => {
	const kept = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${LANGUAGE_COOKIE}=`));
	const chosen = languageOf(kept?.slice(LANGUAGE_COOKIE.length + 1));
	overwriteGetLocale(() => chosen);
	if (chosen === 'en') spoken.words = (await import('virtual:english')) as unknown as typeof spoken.words;
};
