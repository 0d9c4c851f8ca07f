/** From the door's outcome to an HTTP answer. */
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import type { CommandRequest, Outcome } from '#lib/server/commands/request.ts';
import type { Refusal, RefusalCode } from '#lib/domain/queue/refusals.ts';
import { fieldProblem } from '#lib/server/http/read-body.ts';
import { invalidInput, problemResponse } from '#lib/server/http/problem.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import type { Metrics } from '#lib/server/observability/metrics.ts';
import { PRACTICE_SITE_ID } from '#lib/server/store/practice.ts';

/** Executes a command and answers; a fault says that nothing was saved, and the same id may be sent again. */
export async function executeAndRespond(
	app: { door: Door; log: Log; metrics: Metrics },
	request: CommandRequest,
	errorId: string
): Promise<Response> {
	const { verb } = request.command;
	const practice = request.siteId === PRACTICE_SITE_ID ? 'yes' : 'no';
	const stop = app.metrics.commandSeconds.startTimer({ verb });
	try {
		const outcome = await app.door.execute(request);
		app.metrics.commands.inc({ verb, outcome: outcome.kind, practice });
		return respond(outcome);
	} catch (error) {
		app.metrics.commands.inc({ verb, outcome: 'fault', practice });
		return faultResponse(app.log, verb, error, errorId);
	} finally {
		stop();
	}
}

function respond(outcome: Outcome): Response {
	switch (outcome.kind) {
		case 'answered':
			return new Response(outcome.text, {
				status: outcome.status,
				headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
			});
		case 'nobody':
			return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
		case 'refused':
			return refusalResponse(outcome.refusal);
		case 'reused':
			return problemResponse('command_reused');
		case 'expired':
			return problemResponse('command_expired');
	}
}

const FIELD_REFUSALS: readonly RefusalCode[] = [
	'unknown_room',
	'unknown_service',
	'unknown_reason',
	'unknown_account',
	'unknown_notice',
	'unknown_question',
	'unknown_answer',
	'unknown_sign',
	'unknown_tally_kind'
];

/** They name a question that is asked no more, or what somebody else answered or noted. */
const OVERTAKEN: readonly RefusalCode[] = ['question_withdrawn', 'answered_meanwhile', 'noted_meanwhile'];

function refusalResponse({ refused, by, visit, field }: Refusal): Response {
	if (FIELD_REFUSALS.includes(refused) && field !== undefined) {
		return invalidInput([fieldProblem(field, 'unknown_value')]);
	}
	if (OVERTAKEN.includes(refused) && field !== undefined) {
		return problemResponse(refused, { fields: [fieldProblem(field, 'unknown_value')] });
	}
	return problemResponse(refused, { ...(by !== undefined && { by }), ...(visit !== undefined && { visit }) });
}

/** The log gets the kind of fault and an id; the caller gets the id. */
export function faultResponse(log: Log, what: string, error: unknown, errorId: string): Response {
	log.error({ errorId, what, error: traceOf(error) }, 'a request was not served');
	return problemResponse('not_saved', { errorId });
}
