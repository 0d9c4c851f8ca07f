/** What the clinic says no to. Codes are stable; the sentences are in the message files. */
export const REFUSALS = [
	'forbidden',
	'not_found',
	'no_open_block',
	'block_already_open',
	'service_not_offered',
	'already_wanted',
	'no_word_left',
	'word_taken',
	'visit_exists',
	'still_calling',
	'not_waiting',
	'not_called',
	'not_in_service',
	'not_open',
	'already_yours',
	'taken',
	'not_here',
	'already_here',
	'entry_active',
	'already_left',
	'not_finished',
	'block_closed',
	'undo_superseded',
	'undo_too_late',
	'unknown_room',
	'unknown_service',
	'unknown_reason',
	'unknown_account',
	'unknown_notice',
	'unknown_question',
	'unknown_answer',
	'question_withdrawn',
	'answered_meanwhile',
	'noted_meanwhile',
	'file_unavailable',
	'already_here_today',
	'already_identified',
	'person_exists',
	'notice_given',
	'already_restricted',
	'not_restricted',
	'same_visit',
	'different_people',
	'already_merged',
	'not_merged',
	'health_number_off',
	'memory_code_off',
	'party_too_large',
	'not_in_party',
	'animal_without_person',
	'no_interpreter',
	'look_exists',
	'already_acknowledged',
	'look_closed',
	'unknown_sign',
	'unknown_tally_kind',
	'nothing_to_take_back'
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** A refusal with what the screen needs to say why. */
export interface Refusal {
	readonly refused: RefusalCode;
	/** Who has the person, for `taken`; who goes, for `already_acknowledged`. */
	readonly by?: { id: string; name: string };
	/** The visit that somebody already has today, for `already_here_today`. */
	readonly visit?: { id: string; word: string };
	/** The field at fault, for codes that a field causes. */
	readonly field?: string;
}

/** Shorthand that keeps decisions readable. */
export function refuse(refused: RefusalCode, facts: Omit<Refusal, 'refused'> = {}): Refusal {
	return { refused, ...facts };
}
