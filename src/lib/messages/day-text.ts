/** Calendar days as they are said. */

const day = new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long', timeZone: 'UTC' });

/** « 22 novembre 2026 », « 1er novembre 2026 », of a day written `YYYY-MM-DD`. */
export function dayText(isoDay: string): string {
	return day.format(Date.parse(isoDay)).replace(/^1 /, '1er ');
}
