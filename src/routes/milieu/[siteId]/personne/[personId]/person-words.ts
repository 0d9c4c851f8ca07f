/** The French of a person's file. */
import { PURPOSES, type Purpose } from '#lib/contract/accesses.ts';
import type { PersonShown } from '#lib/contract/people.ts';
import { intlLocale } from '#lib/messages/language.ts';
import { m } from '#lib/messages/compiled/messages.js';

export { PURPOSES };

export const PURPOSE: Record<Purpose, () => string> = {
	care: m.purpose_care,
	teaching: m.purpose_teaching,
	reflective_practice: m.purpose_reflective_practice,
	support: m.purpose_support
};

export const PURPOSE_BODY: Record<Purpose, () => string> = {
	care: m.purpose_care_body,
	teaching: m.purpose_teaching_body,
	reflective_practice: m.purpose_reflective_practice_body,
	support: m.purpose_support_body
};

export const PURPOSE_PICTO: Record<Purpose, string> = {
	care: 'mending-heart',
	teaching: 'backpack',
	reflective_practice: 'chat',
	support: 'handshake'
};

const ACCESS: Readonly<Record<string, () => string>> = {
	person_opened: m.person_access_person_opened,
	person_refused: m.person_access_person_refused,
	file_opened: m.person_access_file_opened,
	file_refused: m.person_access_file_refused,
	glass_broken: m.person_access_glass_broken,
	people_found: m.person_access_people_found,
	exported: m.person_access_exported
};

/** What somebody did, said after their name. The whole file opens for a purpose only; without one it was a part of it. */
function accessText(kind: string, purpose: string | null): string {
	if (kind === 'person_opened' && purpose === null) return m.person_access_part();
	return (ACCESS[kind] ?? m.person_access_other)();
}

const INFORMATION: Readonly<Record<string, () => string>> = {
	identity: m.person_information_identity,
	contact: m.person_information_contact,
	visits: m.person_information_visits,
	notes: m.person_information_notes,
	accesses: m.person_information_accesses,
	disclosures: m.person_information_disclosures,
	health_number: m.person_information_health_number,
	arrangements: m.person_information_arrangements
};

/** « visites, notes et accès » */
export function informationText(codes: readonly string[]): string {
	return new Intl.ListFormat(intlLocale()).format(codes.map((code) => INFORMATION[code]?.() ?? code));
}

/** Why something was handed out. */
export function disclosurePurposeText(purpose: string): string {
	return purpose === 'own_request' ? m.person_disclosure_own_request() : purpose;
}

const FIELD: Readonly<Record<string, () => string>> = {
	alias: m.person_alias,
	contact: m.person_contact,
	legal_name: m.person_legal_name,
	health_number: m.person_number
};

/** « Surnom, avant : Nuage »; what is not for this account was corrected, what was erased is erased for everybody. */
export function changeText({ field, former, erased }: PersonShown['rectifications'][number]): string {
	const name = (FIELD[field] ?? (() => field))();
	if (former !== null) return m.person_change({ field: name, former });
	return erased ? m.person_change_erased({ field: name }) : m.person_change_hidden({ field: name });
}

/** One line for what the same account did on the same day for the same purpose. */
export interface AccessLine {
	readonly key: string;
	readonly by: string;
	readonly what: string;
	readonly purpose: string | null;
	readonly site: string | null;
	readonly lastAt: string;
	readonly count: number;
}

/** The latest first, as they came; `dayOf` tells the local day of an instant. */
export function accessLines(accesses: PersonShown['accesses'], dayOf: (iso: string) => string): AccessLine[] {
	const lines = new Map<string, AccessLine>();
	for (const { at, by, kind, purpose, site } of accesses) {
		const key = [dayOf(at), by, kind, purpose, site].join(' · ');
		const before = lines.get(key);
		lines.set(key, {
			key,
			by: by ?? m.person_accesses_operator(),
			what: accessText(kind, purpose),
			purpose: purpose === null ? null : PURPOSE[purpose](),
			site,
			lastAt: before?.lastAt ?? at,
			count: (before?.count ?? 0) + 1
		});
	}
	return [...lines.values()];
}
