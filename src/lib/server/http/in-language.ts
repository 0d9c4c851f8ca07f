/** In which language a request is answered. French is first: no preference of a browser alone changes a page. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteServerAsyncLocalStorage } from '#lib/messages/compiled/runtime.js';
import { LANGUAGE_COOKIE, languageOf, type Language } from '#lib/messages/language.ts';

const store = new AsyncLocalStorage<{ locale?: Language }>();
overwriteServerAsyncLocalStorage(store);

/** Does `work` with every message, date and number in `language`. */
export function inLanguage<T>(language: Language, work: () => T): T {
	return store.run({ locale: language }, work);
}

interface Asking {
	readonly request: Request;
	readonly cookies: { get(name: string): string | undefined };
	readonly url: URL;
}

/** A page speaks the language that was chosen on it; a call, the one that its `Accept-Language` puts first. */
export function languageAsked({ request, cookies, url }: Asking): Language {
	if (url.pathname.startsWith('/api/')) return firstOfOurs(request.headers.get('accept-language') ?? '');
	return languageOf(cookies.get(LANGUAGE_COOKIE));
}

/** The one of our two languages with the greater weight (RFC 9110, 12.5.4); French where both weigh the same. */
export function firstOfOurs(acceptLanguage: string): Language {
	const weights = { fr: 0, en: 0 };
	for (const part of acceptLanguage.slice(0, 200).split(',')) {
		const [range = '', ...parameters] = part
			.trim()
			.toLowerCase()
			.split(/\s*;\s*/);
		const primary = range.split('-', 1)[0];
		if (primary !== 'fr' && primary !== 'en') continue;
		const weight = parameters.find((parameter) => parameter.startsWith('q='));
		const value = weight === undefined ? 1 : Number(weight.slice(2));
		if (value > weights[primary]) weights[primary] = value;
	}
	return weights.en > weights.fr ? 'en' : 'fr';
}
