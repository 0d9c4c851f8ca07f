import { intlLocale } from '#lib/messages/language.ts';
import { m } from '#lib/messages/compiled/messages.js';

const DAWN = 5;
const NOON = 12;
const EVENING = 17;

/** « Mercredi après-midi », as it is where the sites are. */
export function partOfDay(nowMs: number, timeZone?: string): string {
	const now = new Date(nowMs);
	const name = new Intl.DateTimeFormat(intlLocale(), { weekday: 'long', timeZone }).format(now);
	const day = name.charAt(0).toUpperCase() + name.slice(1);
	const hour = Number(
		new Intl.DateTimeFormat('en-CA', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now)
	);
	if (hour < DAWN) return m.network_night({ day });
	if (hour < NOON) return m.network_morning({ day });
	return hour < EVENING ? m.network_afternoon({ day }) : m.network_evening({ day });
}
