/** What was changed about the house, as a plain sentence. The table is complete by type. */
import type {
	Change,
	ChangeShown,
	InclusiveStyle,
	NamesInChanges,
	Place,
	Role,
	WeeklyBlock,
	What
} from '#lib/contract/house-changes.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { intlLocale, language } from '#lib/messages/language.ts';
import { dayText } from '#lib/messages/day-text.ts';
import { durationText, retentionName } from '#lib/messages/retention-text.ts';

/** Names that the sentences need; what is not named any more stands under its id. */
interface Names {
	/** Whose account; empty when it is about a site. */
	readonly name: string;
	readonly site: string;
	list(services: readonly string[]): string;
}
type Sentences = { [W in What]: (change: Change<W>, names: Names) => string };

export const ROLE_NAMES: Record<Role, () => string> = {
	peer_helper: m.role_peer_helper,
	host_worker: m.role_host_worker,
	clinician: m.role_clinician,
	trainee: m.role_trainee,
	coordinator: m.role_coordinator,
	evaluator: m.role_evaluator,
	administrator: m.role_administrator
};
/** What each way of writing role words is called. */
export const INCLUSIVE_STYLE_NAMES: Record<InclusiveStyle, () => string> = {
	neutral: m.inclusive_neutral,
	parentheses: m.inclusive_parentheses,
	dot: m.inclusive_dot
};
const DAYS = [m.day_1, m.day_2, m.day_3, m.day_4, m.day_5, m.day_6, m.day_7];

/** « lundi »; 1 is Monday. */
export function weekdayName(weekday: number): string {
	return DAYS[weekday - 1]?.() ?? String(weekday);
}

/** « lundi de 9 h à 12 h 30 ». */
export function blockSentence({ weekday, startsAt, endsAt }: WeeklyBlock): string {
	return m.block_sentence({ day: weekdayName(weekday), from: timeName(startsAt), to: timeName(endsAt) });
}

/** « 12 h 30 », « 9 h » on the hour; in English « 12:30 », « 9:00 ». */
function timeName(time: string): string {
	const [hour, minute] = time.split(':');
	if (language() === 'en') return `${Number(hour)}:${minute}`;
	return `${Number(hour)}\u00A0h${minute === '00' ? '' : `\u00A0${minute}`}`;
}

const day = (value: string | null) => (value === null ? '' : dayText(value));
const block = (value: WeeklyBlock | null) => (value === null ? '' : blockSentence(value));

function place(value: Place | null, { list }: Names): string {
	if (value === null) return '';
	const services = list(value.services);
	return value.maySetLevel ? m.change_levels({ services }) : services;
}

const SENTENCES: Sentences = {
	account_created: ({ after: { account } }, { name }) =>
		m.change_account_created({ name, role: account === null ? '' : ROLE_NAMES[account.role]() }),
	account_renamed: ({ before, after }) =>
		before.name === after.name
			? m.change_account_title({ name: after.name, before: before.title, after: after.title })
			: m.change_account_renamed({ before: before.name, after: after.name }),
	role_changed: ({ before, after }, { name }) =>
		m.change_role({ name, before: ROLE_NAMES[before.role](), after: ROLE_NAMES[after.role]() }),
	account_disabled: (_, { name }) => m.change_account_disabled({ name }),
	account_enabled: (_, { name }) => m.change_account_enabled({ name }),
	training_recorded: ({ before, after }, { name }) => {
		if (after.trainedOn === null) return m.change_training_none({ name, before: day(before.trainedOn) });
		if (before.trainedOn === null) return m.change_training_first({ name, after: day(after.trainedOn) });
		return m.change_training({ name, before: day(before.trainedOn), after: day(after.trainedOn) });
	},
	place_given: ({ after }, names) =>
		m.change_place_given({ name: names.name, site: names.site, services: place(after.place, names) }),
	place_changed: ({ before, after }, names) =>
		m.change_place({
			...{ name: names.name, site: names.site },
			...{ before: place(before.place, names), after: place(after.place, names) }
		}),
	place_taken: (_, { name, site }) => m.change_place_taken({ name, site }),
	code_issued: (_, { name }) => m.change_code_issued({ name }),
	code_used: (_, { name }) => m.change_code_used({ name }),
	password_changed: (_, { name }) => m.change_password_changed({ name }),
	pin_changed: (_, { name }) => m.change_pin_changed({ name }),
	sessions_ended: (_, { name }) => m.change_sessions_ended({ name }),
	factors_reset: (_, { name }) => m.change_factors_reset({ name }),
	factor_added: ({ after }, { name }) => m.change_factor_added({ name, factor: factorName(after.factor) }),
	factor_removed: ({ before }, { name }) =>
		m.change_factor_removed({ name, factor: factorName(before.factor) }),
	recovery_codes_renewed: (_, { name }) => m.change_recovery_codes({ name }),
	site_created: ({ after }, { site }) => m.change_site_created({ site: after.name ?? site }),
	site_renamed: ({ before, after }) => m.change_site_renamed({ before: before.name, after: after.name }),
	grace_changed: ({ before, after }, { site }) =>
		m.change_grace({ site, before: before.graceMinutes, after: after.graceMinutes }),
	address_form_changed: ({ before, after }, { site }) =>
		m.change_address({ site, before: before.addressForm, after: after.addressForm }),
	animals_changed: ({ after }, { site }) =>
		after.animalsAllowed ? m.change_animals_yes({ site }) : m.change_animals_no({ site }),
	emergency_card_changed: (_, { site }) => m.change_emergency_card({ site }),
	room_added: ({ after }, { site }) => m.change_room_added({ site, room: after.room?.name ?? '' }),
	room_renamed: ({ before, after }, { site }) =>
		m.change_room_renamed({ site, before: before.room?.name ?? '', after: after.room?.name ?? '' }),
	room_removed: ({ before }, { site }) => m.change_room_removed({ site, room: before.room?.name ?? '' }),
	rooms_reordered: (_, { site }) => m.change_rooms_reordered({ site }),
	block_planned: ({ after }, { site }) => m.change_block_planned({ site, block: block(after.block) }),
	block_moved: ({ before, after }, { site }) =>
		m.change_block_moved({ site, before: block(before.block), after: block(after.block) }),
	block_dropped: ({ before }, { site }) => m.change_block_dropped({ site, block: block(before.block) }),
	services_changed: ({ before, after }, { site, list }) =>
		list(before.services) === list(after.services)
			? m.change_default({
					site,
					before: list([before.defaultService ?? []].flat()),
					after: list([after.defaultService ?? []].flat())
				})
			: m.change_services({ site, before: list(before.services), after: list(after.services) }),
	display_paired: ({ after }, { site }) =>
		after.label
			? m.change_display_paired_named({ site, label: after.label })
			: m.change_display_paired({ site }),
	display_revoked: ({ before }, { site }) =>
		before.label
			? m.change_display_revoked_named({ site, label: before.label })
			: m.change_display_revoked({ site }),
	display_cut: ({ before }, { site }) =>
		before.label ? m.change_display_cut_named({ site, label: before.label }) : m.change_display_cut({ site }),
	device_enrolled: ({ after }, { site }) => m.change_device_enrolled({ site, label: after.label ?? '' }),
	device_revoked: ({ before }, { site }) => m.change_device_revoked({ site, label: before.label ?? '' }),
	health_number_switched: ({ after }) =>
		after.healthNumber ? m.change_health_number_on() : m.change_health_number_off(),
	memory_code_switched: ({ after }) =>
		after.memoryCode ? m.change_memory_code_on() : m.change_memory_code_off(),
	inclusive_style_switched: ({ before, after }) =>
		m.change_inclusive_style({
			...{ before: INCLUSIVE_STYLE_NAMES[before.inclusiveStyle]() },
			...{ after: INCLUSIVE_STYLE_NAMES[after.inclusiveStyle]() }
		}),
	retention_changed: ({ before, after }) =>
		m.change_retention({
			...{ category: retentionName(after.category) },
			...{ before: durationText(before), after: durationText(after) }
		})
};

function factorName(factor: 'totp' | 'passkey' | null): string {
	switch (factor) {
		case 'totp':
			return m.change_factor_totp();
		case 'passkey':
			return m.change_factor_passkey();
		case null:
			return '';
	}
}

/** The sentence of a change. */
export function sentenceOfChange(
	{ change, accountName, siteName }: ChangeShown,
	names: NamesInChanges
): string {
	const list = (ids: readonly string[]) =>
		ids.length === 0
			? m.change_no_services()
			: new Intl.ListFormat(intlLocale()).format(ids.map((id) => names.services[id] ?? id));
	const sentence = SENTENCES[change.what] as (change: Change, names: Names) => string;
	return sentence(change, { name: accountName ?? '', site: siteName ?? m.change_whole_network(), list });
}
