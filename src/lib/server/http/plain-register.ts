/** Putting somebody on the list from a form of a page, where no script runs: through the same door as every call. */
import type { RequestEvent } from '@sveltejs/kit';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import { registerBody, plainRegisterForm } from '#lib/contract/commands.ts';
import type { Problem } from '#lib/contract/problems.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import { refusalOver, whoOf } from '#lib/server/http/limited.ts';
import { account } from '#lib/server/http/page-data.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { executeAndRespond } from '#lib/server/http/respond.ts';

/** A page that stood open for longer says nothing about when anybody came. */
const LONGEST_MS = 12 * 60 * 60 * 1000;

/** What a new form carries: ids, so that two presses count once, and the server's clock when it was shown. */
export async function newForm({ app }: App.Locals) {
	const since = await app.clock(app.database.read);
	return { id: app.newId(), visitId: app.newId(), since };
}

/**
 * Registers what the form says. Arrival is when the form was shown, by this server's own clock on both ends; the same
 * form sent again gets the same answer.
 */
export async function registerFromForm(
	event: RequestEvent,
	siteId: string
): Promise<{ visit: VisitAnswer['visit'] } | { problem: Problem }> {
	const { locals, request } = event;
	const { id: actorId } = account(locals);
	const { body: form, problem } = await readForm(request, plainRegisterForm);
	if (problem) return { problem };
	const { app } = locals;
	const { id, visitId, reason, since } = form;
	const ageMs = Math.min(LONGEST_MS, Math.max(0, (await app.clock(app.database.read)) - since));
	const reasons = reason === '' ? [] : [reason];
	const command = registerCommand(registerBody.parse({ id, visitId, reasons, ageMs }), app.newId);
	const refusal = await refusalOver(app.limits, 'registrations', whoOf(locals, actorId));
	// The age grows from one press to the next; what was asked for stays the same.
	const asked = { siteId, id, actorId, target: siteId, body: form, command };
	const response = refusal ?? (await executeAndRespond(app, asked, locals.requestId));
	const answer: unknown = await response.json();
	return response.ok ? { visit: (answer as VisitAnswer).visit } : { problem: answer as Problem };
}
