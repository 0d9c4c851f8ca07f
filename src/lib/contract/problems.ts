/** Every way in which a request can fail, with its HTTP status. Codes are stable API (RFC 9457). */
import { REFUSALS, type RefusalCode } from '#lib/domain/queue/refusals.ts';

/** Failures of the request itself, before the clinic is asked. */
const REQUEST_PROBLEMS = {
	invalid_json: 400,
	invalid_input: 400,
	not_signed_in: 401,
	wrong_credentials: 401,
	cross_site: 403,
	not_found: 404,
	method_not_allowed: 405,
	command_expired: 409,
	too_large: 413,
	command_reused: 422,
	too_many: 429,
	unexpected: 500,
	not_saved: 503,
	authorization_pending: 400,
	pairing_expired: 400
} as const;

export type ProblemCode = RefusalCode | keyof typeof REQUEST_PROBLEMS;

const REFUSAL_STATUS: Partial<Record<RefusalCode, number>> = {
	forbidden: 403,
	not_found: 404,
	unknown_room: 400,
	unknown_service: 400,
	unknown_reason: 400
};

/** The HTTP status of a code: a refusal by the domain is 409 unless the table says otherwise. */
export function statusOf(code: ProblemCode): number {
	if ((REFUSALS as readonly string[]).includes(code)) return REFUSAL_STATUS[code as RefusalCode] ?? 409;
	return REQUEST_PROBLEMS[code as keyof typeof REQUEST_PROBLEMS];
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
	/** Ties an unexpected fault to its line in the log. */
	errorId?: string;
}
