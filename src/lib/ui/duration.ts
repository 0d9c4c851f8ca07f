/** Waits as plain minutes, times as they are said: « 13 h 08 ». */
import { intlLocale, language } from '#lib/messages/language.ts';

/** Whole minutes from an instant to now; never negative. */
export function minutesSince(fromIso: string, nowMs: number): number {
	return Math.max(0, Math.floor((nowMs - Date.parse(fromIso)) / 60_000));
}

/** « 13 h 08 », « 9 h » on the hour, in the zone given or the device's own; in English « 1:08 p.m. ». */
export function clockTime(instant: string | number, timeZone?: string): string {
	if (language() === 'en') {
		const parts = { hour: 'numeric', minute: '2-digit', timeZone } as const;
		// Engines differ in the space that they put there: one of both, or a page would change as it wakes.
		return new Intl.DateTimeFormat('en-CA', parts).format(new Date(instant)).replace(/\s/g, '\u00A0');
	}
	const parts = new Intl.DateTimeFormat('fr-CA', {
		hour: 'numeric',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone
	}).formatToParts(new Date(instant));
	const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
	const minute = part('minute').padStart(2, '0');
	return `${Number(part('hour'))}\u00A0h${minute === '00' ? '' : `\u00A0${minute}`}`;
}

/** « mercredi 12 h 30 » for a later day. */
export function dayAndTime(instant: string | number, timeZone?: string): string {
	const day = new Intl.DateTimeFormat(intlLocale(), { weekday: 'long', timeZone }).format(new Date(instant));
	return `${day} ${clockTime(instant, timeZone)}`;
}
