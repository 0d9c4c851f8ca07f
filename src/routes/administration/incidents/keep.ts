/** Reads the form of an incident and keeps what it says; what does not fit goes back with all that was typed. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { amendForm, incidentForm } from '#lib/contract/incidents.ts';
import { recordIncident } from '#lib/server/administration/incidents.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { fieldProblem } from '#lib/server/http/read-body.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { caretaker, type Failed } from '../desk.ts';

/** A new incident, or with `amend` a new version of one; the version's id. */
export async function keepIncident(
	event: RequestEvent,
	where: 'record' | 'amend'
): Promise<{ id: string } | Failed> {
	const by = caretaker(event);
	const { body, typed, problem } = await readForm(
		event.request,
		where === 'amend' ? amendForm : incidentForm.extend({ amends: amendForm.shape.amends.optional() })
	);
	if (problem) return fail(400, { where, problem, typed });
	const wrong = (fields: ReturnType<typeof fieldProblem>[]) =>
		fail(400, { where, problem: problemOf('invalid_input', { fields }), typed });
	const { amends = null, persons, personsUnknown, ...rest } = body;
	if ((persons === '') !== personsUnknown) return wrong([fieldProblem('persons', 'number_or_unknown')]);
	const incident = { ...rest, persons: personsUnknown ? null : Number(persons) };
	const kept = await recordIncident(event.locals.app, by, incident, amends);
	if ('wrong' in kept) return wrong(kept.wrong.map(({ field, problem: code }) => fieldProblem(field, code)));
	if (!('refused' in kept)) return kept;
	const refusal = problemOf(kept.refused);
	return fail(refusal.status, { where, problem: refusal, typed });
}
