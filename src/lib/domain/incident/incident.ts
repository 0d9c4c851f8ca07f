/**
 * An incident of confidentiality as the register keeps it: these fields and no others (R-22.1, r. 1, s. 15;
 * r. 3.1, s. 7). Days are written `YYYY-MM-DD`.
 */
export interface Incident {
	/** Which information it is about, or why that is not known. */
	readonly information: string;
	readonly circumstances: string;
	/** The day it happened, or the first of a period. */
	readonly from: string;
	/** The last day of the period; null for a single day. */
	readonly until: string | null;
	readonly awareOn: string;
	/** Null when it is not known how many. */
	readonly persons: number | null;
	/** What makes somebody believe that there is, or is not, a risk of serious injury. */
	readonly reasoning: string;
	readonly serious: boolean;
	/** Days on which notice was given; null when none was. */
	readonly commissionOn: string | null;
	readonly ministerOn: string | null;
	readonly personsOn: string | null;
	/** Public notices, or why somebody was given none; may be empty. */
	readonly noticeWords: string;
	readonly measures: string;
}

/** What a day can be that does not fit the others. */
type DayProblem = 'in_the_future' | 'before_start' | 'before_aware';

type Day = 'from' | 'until' | 'awareOn' | 'commissionOn' | 'ministerOn' | 'personsOn';
const NOTICES = ['commissionOn', 'ministerOn', 'personsOn'] as const;

/** Days of an incident that can't be, seen from `today`; at most one problem for each. */
export function wrongDays(incident: Incident, today: string): { field: Day; problem: DayProblem }[] {
	const { from, awareOn } = incident;
	const wrong = (field: Day): DayProblem | null => {
		const day = incident[field];
		if (day === null) return null;
		if (day > today) return 'in_the_future';
		switch (field) {
			case 'from':
				return null;
			case 'until':
			case 'awareOn':
				return day < from ? 'before_start' : null;
			case 'commissionOn':
			case 'ministerOn':
			case 'personsOn':
				return day < awareOn ? 'before_aware' : null;
		}
	};
	return (['from', 'until', 'awareOn', ...NOTICES] as const).flatMap((field) => {
		const problem = wrong(field);
		return problem === null ? [] : [{ field, problem }];
	});
}

/** Who has to be told, and was not yet. */
export type Notice = 'commission' | 'minister' | 'persons';

/** Notices that a serious risk makes due, and since when; null when there is no such risk or all were given. */
export function dueNotices(incident: Incident): { since: string; missing: Notice[] } | null {
	if (!incident.serious) return null;
	const missing = NOTICES.flatMap((field) => (incident[field] === null ? [WHO[field]] : []));
	return missing.length === 0 ? null : { since: incident.awareOn, missing };
}

const WHO: Record<(typeof NOTICES)[number], Notice> = {
	commissionOn: 'commission',
	ministerOn: 'minister',
	personsOn: 'persons'
};
