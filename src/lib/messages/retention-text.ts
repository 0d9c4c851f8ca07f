/** How long something is kept, in words. */
import type { Keeping, RetentionCategory } from '#lib/contract/retention.ts';
import { m } from '#lib/messages/compiled/messages.js';

const UNITS = { hour: m.retention_hours, day: m.retention_days, month: m.retention_months };
const NAMES = {
	visit_values: m.retention_visit_values,
	person: m.retention_person,
	recent_aliases: m.retention_recent_aliases
};

/** « 24 mois ». */
export function durationText({ amount, unit }: Keeping): string {
	return UNITS[unit]({ count: amount });
}

/** What a category is called. */
export function retentionName(category: RetentionCategory): string {
	return NAMES[category]();
}
