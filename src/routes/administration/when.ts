import { intlLocale } from '#lib/messages/language.ts';
import { clockTime } from '#lib/ui/duration.ts';

/** « 22 novembre 2026, 9 h 08 » in the zone of a site. */
export function dateAndTime(iso: string, timeZone: string): string {
	const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
	return `${new Intl.DateTimeFormat(intlLocale(), parts).format(new Date(iso))}, ${clockTime(iso, timeZone)}`;
}
