/** How the review of accesses says things. The tables are complete by type. */
import type { OddKind, Verdict } from '#lib/contract/access-review.ts';
import type { AccessKind, GlassReason } from '#lib/contract/accesses.ts';
import { intlLocale } from '#lib/messages/language.ts';
import { m } from '#lib/messages/compiled/messages.js';

const KINDS: Record<AccessKind, () => string> = {
	watch_begun: m.review_kind_watch,
	watch_ended: m.review_kind_watch,
	board_read: m.review_kind_watch,
	file_opened: m.review_kind_file,
	file_refused: m.review_kind_file_refused,
	glass_broken: m.review_kind_glass,
	person_opened: m.review_kind_person,
	person_refused: m.review_kind_person_refused,
	people_found: m.review_kind_search,
	recent_people: m.review_kind_recent,
	duplicates_read: m.review_kind_duplicates,
	exported: m.review_kind_exported,
	accesses_read: m.review_kind_review,
	glass_judged: m.review_kind_review,
	review_signed: m.review_kind_review,
	incidents_read: m.review_kind_incidents,
	note_refused: m.review_kind_note_refused
};

/** « liste regardée, dossier ouvert »: each once. */
export function accessKinds(kinds: readonly AccessKind[]): string {
	return [...new Set(kinds.map((kind) => KINDS[kind]()))].join(', ');
}

/** In the order in which the page shows them. */
export const ODD_SECTIONS: readonly { odd: OddKind; title: () => string; body: () => string }[] = [
	{ odd: 'own_name', title: m.review_own_name, body: m.review_own_name_body },
	{ odd: 'after_refusal', title: m.review_after_refusal, body: m.review_after_refusal_body },
	{ odd: 'refused', title: m.review_refused, body: m.review_refused_body },
	{ odd: 'other_site', title: m.review_other_site, body: m.review_other_site_body },
	{ odd: 'outside_shift', title: m.review_outside_shift, body: m.review_outside_shift_body }
];

export const GLASS_REASON_NAMES: Record<GlassReason, () => string> = {
	life_in_danger: m.review_reason_life_in_danger,
	nobody_else: m.review_reason_nobody_else,
	the_person_asks: m.review_reason_the_person_asks
};

export const VERDICT_NAMES: Record<Verdict, () => string> = {
	justified: m.review_justified,
	not_justified: m.review_not_justified
};

/** « novembre 2026 » of `2026-11`. */
export function monthText(isoMonth: string): string {
	const month = new Intl.DateTimeFormat(intlLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
	return month.format(Date.parse(`${isoMonth}-01`));
}
