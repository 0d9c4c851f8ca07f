import { m } from '#lib/messages/compiled/messages.js';
import { minutesSince } from '#lib/ui/duration.ts';

/** « il y a 3 h 05 »: a session is never older than a day, so that no clock of the place is needed. */
export function ago(fromIso: string, nowMs: number): string {
	const minutes = minutesSince(fromIso, nowMs);
	if (minutes === 0) return m.account_ago_now();
	if (minutes < 60) return m.account_ago_minutes({ count: minutes });
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (rest === 0) return m.account_ago_hours({ hours });
	return m.account_ago_hours_minutes({ hours, minutes: String(rest).padStart(2, '0') });
}
