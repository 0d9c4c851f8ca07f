/** The French of a place’s codes, for the tablet and the console. */
import type {
	Answer,
	CallWay,
	Deferral,
	EntryStatus,
	Level,
	LevelCause,
	Presence,
	RerouteTime
} from '#lib/contract/steps.ts';
import { language } from '#lib/messages/language.ts';
import { m } from '#lib/messages/compiled/messages.js';

export const LEVEL: Record<Level, () => string> = {
	now: m.level_now,
	sooner_today: m.level_sooner_today,
	arrival_order: m.level_arrival_order
};

export const CAUSE: Record<LevelCause, () => string> = {
	pain: m.cause_pain,
	pregnancy: m.cause_pregnancy,
	young_child: m.cause_young_child,
	distress: m.cause_distress,
	safety: m.cause_safety,
	schedule: m.cause_schedule,
	clinical: m.cause_clinical
};

export const CALL_WAY: Record<CallWay, () => string> = {
	word: m.call_way_word,
	alias_aloud: m.call_way_alias_aloud,
	discreet: m.call_way_discreet,
	text: m.call_way_text
};

export const PRESENCE: Record<Presence, () => string> = {
	here: m.presence_here,
	stepped_out: m.presence_stepped_out,
	absent: m.presence_absent,
	left: m.presence_left
};

export const STATUS: Record<EntryStatus, () => string> = {
	waiting: m.status_waiting,
	called: m.status_called,
	in_service: m.status_in_service,
	done: m.status_done,
	rerouted: m.status_rerouted,
	deferred: m.status_deferred,
	redirected: m.status_redirected,
	cancelled: m.status_cancelled
};

export const ANSWER: Record<Answer, () => string> = {
	yes: m.answer_yes,
	no: m.answer_no,
	later: m.answer_later,
	unknown: m.answer_unknown,
	declined: m.answer_declined,
	not_asked: m.answer_not_asked
};

export const DEFERRAL: Record<Deferral, () => string> = {
	next_block: m.defer_next_block,
	other_site: m.defer_other_site,
	line_811: m.defer_line_811,
	unspecified: m.defer_unspecified
};

export const REROUTE_TIME: Record<RerouteTime, () => string> = {
	now: m.reroute_now,
	later: m.reroute_later,
	other_day: m.reroute_other_day
};

/** The languages of the posters and screens first, then those most heard; each by its own name. */
export const LANGUAGES: Record<string, string> = {
	fr: 'français',
	en: 'English',
	es: 'español',
	ar: 'العربية',
	sw: 'Kiswahili',
	ne: 'नेपाली',
	ht: 'kreyòl ayisyen',
	pt: 'português',
	fa: 'فارسی',
	uk: 'українська',
	iu: 'ᐃᓄᒃᑎᑐᑦ',
	fcs: 'LSQ'
};

/** A language by its own name, so that whoever speaks it finds it; else in the language of the screen. */
export function languageName(code: string): string {
	return LANGUAGES[code] ?? new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code;
}

/** What the team says: « Jeanne », but « Dre Lemire ». */
export function shortName(name: string): string {
	const [first = name, ...rest] = name.split(' ');
	return /^Dre?$/.test(first) ? [first, rest.at(-1)].join(' ') : first;
}

/** « puis soins dentaires », but « puis IPSPL »: only a word with a capital of its sentence loses it. */
export function withinSentence(name: string): string {
	return /^\p{Lu}[\p{Ll}’]/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** « 12 min », a wait said plainly. */
export function minutes(count: number): string {
	return m.ui_minutes({ count });
}
