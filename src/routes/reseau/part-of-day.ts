import { m } from '#lib/messages/compiled/messages.js';

const DAWN = 5;
const NOON = 12;
const EVENING = 17;

/** « Mercredi après-midi ». */
export function partOfDay(nowMs: number): string {
	const now = new Date(nowMs);
	const name = new Intl.DateTimeFormat('fr-CA', { weekday: 'long' }).format(now);
	const day = name.charAt(0).toUpperCase() + name.slice(1);
	if (now.getHours() < DAWN) return m.network_night({ day });
	if (now.getHours() < NOON) return m.network_morning({ day });
	return now.getHours() < EVENING ? m.network_afternoon({ day }) : m.network_evening({ day });
}
