import { intlLocale } from '#lib/messages/language.ts';

/** « 22 novembre 2026 », of an instant in ms, where the reader is. */
export function dayOf(at: number): string {
	return new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'long' }).format(at);
}
