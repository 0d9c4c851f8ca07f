/** What happens in a browser before the page wakes. */
import type { ClientInit } from '@sveltejs/kit';
import { LANGUAGE_COOKIE, languageOf, speak } from '#lib/messages/language.ts';

export const init: ClientInit = async () => {
	const chosen = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${LANGUAGE_COOKIE}=`));
	await speak(languageOf(chosen?.slice(LANGUAGE_COOKIE.length + 1)));
};
