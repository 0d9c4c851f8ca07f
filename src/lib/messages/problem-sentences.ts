/** Codes to sentences. The table is complete by type: a code without a sentence does not compile. */
import type { ProblemCode } from '#lib/contract/problems.ts';
import { m } from '#lib/messages/compiled/messages.js';

const SENTENCES: Record<ProblemCode, () => string> = {
	forbidden: m.problem_forbidden,
	not_found: m.problem_not_found,
	no_open_block: m.problem_no_open_block,
	block_already_open: m.problem_block_already_open,
	service_not_offered: m.problem_service_not_offered,
	already_wanted: m.problem_already_wanted,
	no_word_left: m.problem_no_word_left,
	word_taken: m.problem_word_taken,
	visit_exists: m.problem_visit_exists,
	still_calling: m.problem_still_calling,
	not_waiting: m.problem_not_waiting,
	not_called: m.problem_not_called,
	not_in_service: m.problem_not_in_service,
	not_open: m.problem_not_open,
	already_yours: m.problem_already_yours,
	taken: m.problem_taken,
	not_here: m.problem_not_here,
	already_here: m.problem_already_here,
	entry_active: m.problem_entry_active,
	already_left: m.problem_already_left,
	not_finished: m.problem_not_finished,
	block_closed: m.problem_block_closed,
	undo_superseded: m.problem_undo_superseded,
	undo_too_late: m.problem_undo_too_late,
	unknown_room: m.problem_unknown_room,
	unknown_service: m.problem_unknown_service,
	unknown_reason: m.problem_unknown_reason,
	invalid_json: m.problem_invalid_json,
	invalid_input: m.problem_invalid_input,
	not_signed_in: m.problem_not_signed_in,
	wrong_credentials: m.problem_wrong_credentials,
	second_factor_needed: m.problem_second_factor_needed,
	locked: m.problem_locked,
	wrong_pin: m.problem_wrong_pin,
	full_sign_in_needed: m.problem_full_sign_in_needed,
	wrong_code: m.problem_wrong_code,
	wrong_passkey: m.problem_wrong_passkey,
	step_up_needed: m.problem_step_up_needed,
	device_needed: m.problem_device_needed,
	not_of_this_site: m.problem_not_of_this_site,
	not_a_shared_device: m.problem_not_a_shared_device,
	second_factor_not_due: m.problem_second_factor_not_due,
	no_passkeys_here: m.problem_no_passkeys_here,
	cross_site: m.problem_cross_site,
	method_not_allowed: m.problem_method_not_allowed,
	command_expired: m.problem_command_expired,
	too_large: m.problem_too_large,
	unsupported_media_type: m.problem_unsupported_media_type,
	command_reused: m.problem_command_reused,
	too_many: m.problem_too_many,
	unexpected: m.problem_unexpected,
	not_saved: m.problem_not_saved,
	authorization_pending: m.problem_authorization_pending,
	slow_down: m.problem_slow_down,
	pairing_expired: m.problem_pairing_expired,
	own_account: m.problem_own_account,
	works_elsewhere_too: m.problem_works_elsewhere_too,
	last_administrator: m.problem_last_administrator,
	username_taken: m.problem_username_taken,
	site_needed: m.problem_site_needed,
	site_id_taken: m.problem_site_id_taken,
	unknown_timezone: m.problem_unknown_timezone,
	account_disabled: m.problem_account_disabled,
	room_name_taken: m.problem_room_name_taken,
	room_in_use: m.problem_room_in_use,
	blocks_overlap: m.problem_blocks_overlap,
	ends_before_start: m.problem_ends_before_start,
	default_service_needed: m.problem_default_service_needed,
	change_superseded: m.problem_change_superseded,
	change_stays: m.problem_change_stays
};

/** What is wrong with one field. */
export const FIELD_SENTENCES = {
	required: m.field_required,
	wrong_type: m.field_wrong_type,
	too_long: m.field_too_long,
	too_short: m.field_too_short,
	out_of_range: m.field_out_of_range,
	unknown_value: m.field_unknown_value,
	unknown_field: m.field_unknown_field,
	bad_format: m.field_bad_format
};
export type FieldCode = keyof typeof FIELD_SENTENCES;

/** The sentence for a code; `name` says who has the person, where the code is about that. */
export function sentenceOf(code: ProblemCode, name?: string): string {
	if (code === 'taken' && name !== undefined) return m.problem_taken_by({ name });
	return SENTENCES[code]();
}
