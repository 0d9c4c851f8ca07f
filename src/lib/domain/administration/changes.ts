/** Everything that can be changed about the house, by its code, and what is kept of it before and after. */
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Keeping, RetentionCategory } from '#lib/domain/retention/retention.ts';

/** What an account does at one site. */
export interface Place {
	/** Ids, in order. */
	readonly services: readonly string[];
	readonly maySetLevel: boolean;
}

export interface Room {
	readonly id: string;
	readonly name: string;
	readonly kind: 'care' | 'area';
}

/** A block of the week, in the site's local time, `HH:MM`. */
export interface WeeklyBlock {
	/** ISO: 1 is Monday. */
	readonly weekday: number;
	readonly startsAt: string;
	readonly endsAt: string;
}

/** What a site's emergency card says, as somebody there wrote it; empty where nobody did. */
export interface EmergencyPlaces {
	readonly address: string;
	readonly naloxone: string;
	readonly defibrillator: string;
	readonly onCall: string;
}

export const ADDRESS_FORMS = ['tu', 'vous'] as const;
/** How role words are written: « une personne paire », « pair(e) aidant(e) », « pair·e aidant·e ». */
export const INCLUSIVE_STYLES = ['neutral', 'parentheses', 'dot'] as const;
export type InclusiveStyle = (typeof INCLUSIVE_STYLES)[number];
export type AddressForm = (typeof ADDRESS_FORMS)[number];
export const ROOM_KINDS = ['care', 'area'] as const;

/** Nothing is kept but that it happened: what it is about must not be read again. */
type Bare = Readonly<Record<string, never>>;
interface Label {
	readonly label: string | null;
}

/** The value that a change of each kind replaces; null where there was none, or is none any more. */
export interface Values {
	account_created: { readonly account: { username: string; name: string; role: Role } | null };
	account_renamed: { readonly name: string; readonly title: string };
	role_changed: { readonly role: Role };
	account_disabled: { readonly disabled: boolean };
	account_enabled: { readonly disabled: boolean };
	/** `YYYY-MM-DD` of the latest training on privacy. */
	training_recorded: { readonly trainedOn: string | null };
	place_given: { readonly place: Place | null };
	place_changed: { readonly place: Place | null };
	place_taken: { readonly place: Place | null };
	code_issued: Bare;
	sessions_ended: Bare;
	factors_reset: Bare;
	code_used: Bare;
	password_changed: Bare;
	pin_changed: Bare;
	factor_added: { readonly factor: 'totp' | 'passkey' | null };
	factor_removed: { readonly factor: 'totp' | 'passkey' | null };
	recovery_codes_renewed: Bare;
	site_created: { readonly name: string | null };
	site_renamed: { readonly name: string };
	grace_changed: { readonly graceMinutes: number };
	address_form_changed: { readonly addressForm: AddressForm };
	animals_changed: { readonly animalsAllowed: boolean };
	emergency_card_changed: { readonly emergencyCard: EmergencyPlaces };
	room_added: { readonly room: Room | null };
	room_renamed: { readonly room: Room | null };
	room_removed: { readonly room: Room | null };
	rooms_reordered: { readonly order: readonly string[] };
	block_planned: { readonly block: WeeklyBlock | null };
	block_moved: { readonly block: WeeklyBlock | null };
	block_dropped: { readonly block: WeeklyBlock | null };
	services_changed: { readonly services: readonly string[]; readonly defaultService: string | null };
	display_paired: Label;
	display_revoked: Label;
	/** By itself: a copy of its key was shown. */
	display_cut: Label;
	device_enrolled: Label;
	device_revoked: Label;
	health_number_switched: { readonly healthNumber: boolean };
	memory_code_switched: { readonly memoryCode: boolean };
	inclusive_style_switched: { readonly inclusiveStyle: InclusiveStyle };
	retention_changed: Keeping & { readonly category: RetentionCategory };
}
export type What = keyof Values;

/** A change of one of these kinds. */
export type Change<W extends What = What> = {
	[K in W]: { readonly what: K; readonly before: Values[K]; readonly after: Values[K] };
}[W];

/** What puts a change back; null for what can't be: a code that was read, a key that was taken. */
export const PUTS_BACK = {
	account_created: null,
	account_renamed: 'account_renamed',
	role_changed: 'role_changed',
	account_disabled: 'account_enabled',
	account_enabled: 'account_disabled',
	training_recorded: 'training_recorded',
	place_given: 'place_taken',
	place_changed: 'place_changed',
	place_taken: 'place_given',
	code_issued: null,
	sessions_ended: null,
	factors_reset: null,
	code_used: null,
	password_changed: null,
	pin_changed: null,
	factor_added: null,
	factor_removed: null,
	recovery_codes_renewed: null,
	site_created: null,
	site_renamed: 'site_renamed',
	grace_changed: 'grace_changed',
	address_form_changed: 'address_form_changed',
	animals_changed: 'animals_changed',
	emergency_card_changed: 'emergency_card_changed',
	room_added: 'room_removed',
	room_renamed: 'room_renamed',
	room_removed: 'room_added',
	rooms_reordered: 'rooms_reordered',
	block_planned: 'block_dropped',
	block_moved: 'block_moved',
	block_dropped: 'block_planned',
	services_changed: 'services_changed',
	display_paired: null,
	display_revoked: null,
	display_cut: null,
	device_enrolled: null,
	device_revoked: null,
	health_number_switched: 'health_number_switched',
	memory_code_switched: 'memory_code_switched',
	inclusive_style_switched: 'inclusive_style_switched',
	retention_changed: null
} as const satisfies { [W in What]: SameValue<W> | null };

/** Kinds that hold the same value, so that one can put the other back. */
type SameValue<W extends What> = { [K in What]: Values[K] extends Values[W] ? K : never }[What];

/** True when a change of this kind can be taken back, as long as nothing else happened to it since. */
export function canBePutBack(what: What): boolean {
	return PUTS_BACK[what] !== null;
}
