/** Calendar days as they are said. */
import { intlLocale } from '#lib/messages/language.ts';

/** « 22 novembre 2026 », « 1er novembre 2026 », « November 22, 2026 », of a day written `YYYY-MM-DD`. */
export function dayText(isoDay: string): string {
	const day = new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'long', timeZone: 'UTC' });
	return day.format(Date.parse(isoDay)).replace(/^1 /, '1er ');
}
