/** An incident in words: its fields, who has still to be told, and drafts of what they are told (R-22.1, r. 1, s. 11). */
import type { Incident, IncidentShown, Notice } from '#lib/contract/incidents.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayText } from '#lib/messages/day-text.ts';
import { intlLocale } from '#lib/messages/language.ts';

/** What each field of the register is called. */
export const INCIDENT_FIELDS: Record<keyof Incident, () => string> = {
	information: m.incident_field_information,
	circumstances: m.incident_field_circumstances,
	from: m.incident_field_from,
	until: m.incident_field_until,
	awareOn: m.incident_field_awareOn,
	persons: m.incident_field_persons,
	reasoning: m.incident_field_reasoning,
	serious: m.incident_field_serious,
	commissionOn: m.incident_field_commissionOn,
	ministerOn: m.incident_field_ministerOn,
	personsOn: m.incident_field_personsOn,
	noticeWords: m.incident_field_noticeWords,
	measures: m.incident_field_measures
};

const WHO: Record<Notice, () => string> = {
	commission: m.incident_due_commission,
	minister: m.incident_due_minister,
	persons: m.incident_due_persons
};

/** « Avis à donner avec diligence, dus depuis le … » */
export function dueSentence({ since, days, missing }: NonNullable<IncidentShown['due']>): string {
	const who = new Intl.ListFormat(intlLocale()).format(missing.map((notice) => WHO[notice]()));
	if (days <= 0) return m.incident_due_today({ who });
	if (days === 1) return m.incident_due_yesterday({ who });
	return m.incident_due({ day: dayText(since), days, who });
}

/** « Incident du 18 novembre 2026 », « Incident du … au … ». */
export function incidentTitle({ from, until }: Incident): string {
	if (until === null || until === from) return m.incident_of({ day: dayText(from) });
	return m.incident_of_period({ from: dayText(from), until: dayText(until) });
}

/** A field as one reads it. */
export function valueText(incident: Incident, field: keyof Incident): string {
	switch (field) {
		case 'information':
		case 'circumstances':
		case 'reasoning':
		case 'measures':
			return incident[field];
		case 'noticeWords':
			return incident.noticeWords || m.incident_no_words();
		case 'from':
		case 'awareOn':
			return dayText(incident[field]);
		case 'until':
			return incident.until === null ? m.incident_single_day() : dayText(incident.until);
		case 'commissionOn':
		case 'ministerOn':
		case 'personsOn': {
			const day = incident[field];
			return day === null ? m.incident_not_given() : dayText(day);
		}
		case 'persons':
			return incident.persons === null ? m.incident_unknown() : String(incident.persons);
		case 'serious':
			return incident.serious ? m.incident_yes() : m.incident_no();
	}
}

function whenText({ from, until }: Incident): string {
	if (until === null || until === from) return m.notice_day({ day: dayText(from) });
	return m.notice_period({ from: dayText(from), until: dayText(until) });
}

/** A draft for the Commission and the minister. */
export function commissionNotice(incident: Incident): string {
	const { information, circumstances, reasoning, measures } = incident;
	return m.notice_commission({
		...{ information, circumstances, reasoning, measures },
		when: whenText(incident),
		awareOn: valueText(incident, 'awareOn'),
		persons: valueText(incident, 'persons'),
		personsOn: valueText(incident, 'personsOn')
	});
}

/** A draft for whom the incident is about: what, circumstances, when, measures, advice, contact (A-2.1, r. 3.1, s. 5). */
export function personsNotice(incident: Incident): string {
	const { information, circumstances, measures } = incident;
	return m.notice_persons({ information, circumstances, measures, when: whenText(incident) });
}
