/** The French of what is noted about company, and whose company it is. */
import type {
	Animal,
	AnimalSpecies,
	AnimalTemper,
	InterpreterGender,
	InterpreterMode,
	PartyMode
} from '#lib/contract/company.ts';
import type { ClinicianEntry, Company } from '#lib/contract/views.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { LANGUAGES, languageName } from '../labels.ts';

export const PARTY_MODE: Record<PartyMode, () => string> = {
	together: m.company_together,
	one_after_other: m.company_one_after_other
};

export const SPECIES: Record<AnimalSpecies, () => string> = {
	dog: m.company_species_dog,
	cat: m.company_species_cat,
	other: m.company_species_other
};

export const TEMPER: Record<AnimalTemper, () => string> = {
	calm: m.company_temper_calm,
	nervous: m.company_temper_nervous,
	unknown: m.company_temper_unknown
};

export const INTERPRETER_MODE: Record<InterpreterMode, () => string> = {
	on_site: m.company_interpreter_on_site,
	phone: m.company_interpreter_phone,
	video: m.company_interpreter_video,
	team_member: m.company_interpreter_team_member
};

export const GENDER: Record<InterpreterGender, () => string> = {
	woman: m.company_interpreter_woman,
	man: m.company_interpreter_man,
	any: m.company_interpreter_any
};

/** Languages in which an interpreter is asked for: those of the screens but French, then others, dialects too. */
const DIALECTS: Record<string, string> = {
	ary: 'الدارجة المغربية',
	prs: 'دری',
	ps: 'پښتو',
	kmr: 'kurmancî',
	swc: 'Kiswahili (Congo)',
	ln: 'lingála',
	rn: 'Ikirundi',
	atj: 'atikamekw',
	moe: 'innu-aimun',
	cr: 'cri'
};

/** The same with the one that was asked for already, whatever it is. */
export function interpretedLanguages(known: string | null): { value: string; label: string; lang: string }[] {
	const listed = [...Object.keys(LANGUAGES).filter((code) => code !== 'fr'), ...Object.keys(DIALECTS)];
	const codes = new Set([...listed, ...(known === null || known === 'fr' ? [] : [known])]);
	return [...codes].map((code) => ({ value: code, label: nameOfLanguage(code), lang: code }));
}

/** A language or a dialect by its own name. */
export function nameOfLanguage(code: string): string {
	return DIALECTS[code] ?? languageName(code);
}

/** « chien, nerveux »; of a temper that nobody knows, the species only. */
export function animalText({ species, temper }: Animal): string {
	return temper === 'unknown' ? SPECIES[species]() : `${SPECIES[species]()}, ${TEMPER[temper]()}`;
}

/** A place as any board of the team shows it. */
type Line = Pick<
	ClinicianEntry,
	'visitId' | 'word' | 'partyId' | 'partyMode' | 'status' | 'presence' | 'subject'
>;

/** The words of those who came with somebody and are still on the list. */
export function partyWords(entries: readonly Line[], { visitId, partyId }: Line): string[] {
	if (partyId === null) return [];
	const others = entries.filter(
		(entry) =>
			entry.partyId === partyId &&
			entry.visitId !== visitId &&
			entry.presence !== 'left' &&
			['waiting', 'called', 'in_service'].includes(entry.status)
	);
	return [...new Set(others.map(({ word }) => word))];
}

/** What a board tells of somebody's company: on the tablet beside the place, on the console in what care sees. */
export function companyShown(entry: Partial<Company> & { care?: Company | null }): Company | null {
	if (entry.care !== undefined) return entry.care;
	return entry.pressing === undefined ? null : (entry as Company);
}
