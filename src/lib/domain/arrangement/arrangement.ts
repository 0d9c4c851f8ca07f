/**
 * « Modalité d’accueil » (R-Q11): what helps somebody, for thirty days at most. It is never a ban, and nothing that
 * decides about places in the queue knows of it. Days are the site's own, written `YYYY-MM-DD`.
 */

/** Why there is one: about what helps, never about what somebody did. */
export const ARRANGEMENT_REASONS = [
	'needs_calm',
	'chosen_hour',
	'chosen_place',
	'with_somebody',
	'after_an_event'
] as const;
export type ArrangementReason = (typeof ARRANGEMENT_REASONS)[number];

/** What is written in it; only what helps has to be. */
export interface ArrangementWords {
	readonly helps: string;
	readonly tell: string | null;
	readonly place: string | null;
	readonly hour: string | null;
}

export const LONGEST_DAYS = 30;

/** `days` from today until the last day on which it is shown. */
export function mayLast(days: number): boolean {
	return days >= 0 && days <= LONGEST_DAYS;
}

/**
 *  shown      to the team of its site
 *  to_review  its time is over: shown to nobody, until coordination has looked at it
 *  reviewed   ended, or another one went on from it
 */
export type ArrangementStanding = 'shown' | 'to_review' | 'reviewed';

/** How it stands on the day `today`; on its last day it is still shown. */
export function standingOf(
	{ until, reviewed }: { readonly until: string; readonly reviewed: boolean },
	today: string
): ArrangementStanding {
	if (reviewed) return 'reviewed';
	return until < today ? 'to_review' : 'shown';
}
