/** What was chosen as language of the screens: says nothing about who chose. A script may read it, to speak the same. */
import type { RequestEvent } from '@sveltejs/kit';
import { isSecure } from '#lib/server/auth/cookie.ts';
import { LANGUAGE_COOKIE, type Language } from '#lib/messages/language.ts';

/** 400 days, in seconds: browsers keep no cookie longer (RFC 6265bis, 5.5). */
const KEPT_S = 400 * 24 * 60 * 60;

/** Keeps English; French is what there is without any choice, so choosing it takes the cookie away. */
export function setLanguageCookie(event: RequestEvent, chosen: Language): void {
	const secure = isSecure(event.request.headers.get('host'), event.locals.app.environment);
	const options = { path: '/', httpOnly: false, sameSite: 'lax', secure } as const;
	if (chosen === 'fr') event.cookies.delete(LANGUAGE_COOKIE, options);
	else event.cookies.set(LANGUAGE_COOKIE, chosen, { ...options, maxAge: KEPT_S });
}
