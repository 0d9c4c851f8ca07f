/** Every way in which a request can fail, with its HTTP status. Codes are stable API (RFC 9457). */
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import { REFUSALS, type RefusalCode } from '#lib/domain/queue/refusals.ts';

/** Failures of the request itself, before the clinic is asked. */
const REQUEST_PROBLEMS = {
	invalid_json: 400,
	invalid_input: 400,
	/** A file of an earlier block opens for a purpose only. */
	purpose_needed: 400,
	not_signed_in: 401,
	wrong_credentials: 401,
	/** A password was right; the second factor comes next. */
	second_factor_needed: 401,
	/** The shared tablet was put down; a tile and a PIN come next. */
	locked: 401,
	wrong_pin: 401,
	full_sign_in_needed: 401,
	wrong_code: 401,
	wrong_passkey: 401,
	/** The training on privacy is more than twelve months old, or was never recorded: nothing opens. */
	training_needed: 403,
	/** Confirm who you are, then ask again. */
	step_up_needed: 403,
	device_needed: 403,
	not_of_this_site: 403,
	not_a_shared_device: 409,
	second_factor_not_due: 409,
	/** Only over https, or on localhost; and not where an address is a number. */
	no_passkeys_here: 409,
	cross_site: 403,
	not_found: 404,
	method_not_allowed: 405,
	command_expired: 409,
	too_large: 413,
	unsupported_media_type: 415,
	command_reused: 422,
	too_many: 429,
	unexpected: 500,
	not_saved: 503,
	authorization_pending: 400,
	slow_down: 400,
	pairing_expired: 400
} as const;

/** What the office says no to, where the clinic has no such code. */
const OFFICE_PROBLEMS: Record<Exclude<HouseRefusal, RefusalCode>, number> = {
	own_account: 403,
	works_elsewhere_too: 403,
	last_administrator: 409,
	username_taken: 409,
	site_needed: 400,
	site_id_taken: 409,
	unknown_timezone: 400,
	account_disabled: 409,
	training_in_future: 400,
	room_name_taken: 409,
	room_in_use: 409,
	blocks_overlap: 409,
	ends_before_start: 400,
	default_service_needed: 400,
	incident_amended: 409,
	review_signed: 409,
	month_not_over: 409,
	glass_to_judge: 409,
	change_superseded: 409,
	change_stays: 409
};

/** What is said about a team's own notes (R-B4, R-Q11). */
const TEAM_PROBLEMS = {
	names_a_person: 409,
	note_changed: 409,
	arrangement_stands: 409,
	arrangement_reviewed: 409
} as const;

const STATUS = { ...REQUEST_PROBLEMS, ...OFFICE_PROBLEMS, ...TEAM_PROBLEMS };

export type ProblemCode =
	RefusalCode | HouseRefusal | keyof typeof REQUEST_PROBLEMS | keyof typeof TEAM_PROBLEMS;

const REFUSAL_STATUS: Partial<Record<RefusalCode, number>> = {
	forbidden: 403,
	not_found: 404,
	unknown_room: 400,
	unknown_service: 400,
	unknown_reason: 400,
	unknown_account: 400,
	unknown_notice: 400,
	unknown_question: 400,
	unknown_answer: 400,
	file_unavailable: 403,
	health_number_off: 403,
	memory_code_off: 403
};

/** The HTTP status of a code: a refusal by the domain is 409 unless the table says otherwise. */
export function statusOf(code: ProblemCode): number {
	if ((REFUSALS as readonly string[]).includes(code)) return REFUSAL_STATUS[code as RefusalCode] ?? 409;
	return STATUS[code as keyof typeof STATUS];
}

/** One field at fault: where it is and what is wrong with it. */
export interface FieldProblem {
	path: string;
	code: string;
	message: string;
}

/** The body of every error answer, `application/problem+json`. */
export interface Problem {
	type: string;
	title: string;
	status: number;
	code: ProblemCode;
	/** A French sentence for the person in front of the screen. */
	detail: string;
	fields?: FieldProblem[];
	by?: { id: string; name: string };
	/** The visit that somebody already has today. */
	visit?: { id: string; word: string };
	/** Tries left before only a full sign-in helps. */
	triesLeft?: number;
	/** Ties an unexpected fault to its line in the log. */
	errorId?: string;
}
