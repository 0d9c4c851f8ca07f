/** The calls about what a team writes for itself: who may, how often, then the team's room. */
import type { RequestEvent } from '@sveltejs/kit';
import { purposeQuery } from '#lib/contract/commands.ts';
import type { ProblemCode } from '#lib/contract/problems.ts';
import type { ArrangementAnswer } from '#lib/contract/team-answers.ts';
import { arrangementBody, arrangementReviewBody, debriefBody, type DebriefBody } from '#lib/contract/team.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { answer } from '#lib/server/http/endpoint.ts';
import { whoOf } from '#lib/server/http/limited.ts';
import { invalidInput, problemResponse } from '#lib/server/http/problem.ts';
import { fieldProblem, readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { admitted } from '#lib/server/people/house.ts';
import { arrange, arrangementOf, reviewArrangement } from '#lib/server/team/arrangements.ts';
import { saveDebrief } from '#lib/server/team/debrief.ts';

type At = RequestEvent & { readonly params: { readonly siteId: string } };
type About = At & { readonly params: { readonly personId: string } };

/**
 * Keeps the note of a block. Each try takes a point, and one that is refused for a name counts as a guess at somebody
 * who is known: whoever tries out names waits longer and longer.
 */
export async function keepDebrief({ locals, params }: At, accountId: string, body: DebriefBody) {
	const { app } = locals;
	const asking = { accountId, siteId: params.siteId };
	const actor = await admitted(app, asking, 'debrief');
	if ('refused' in actor) return actor;
	const allowed = await app.limits.consume('look_ups', whoOf(locals, accountId));
	if (!allowed.ok) return { refused: 'too_many' as const, retryAfterMs: allowed.retryAfterMs };
	let named: Extract<Awaited<ReturnType<typeof saveDebrief>>, { readonly pieces: unknown }> | null = null;
	const tried = await app.limits.attempt('somebody_known', whoOf(locals, accountId), async () => {
		const kept = await saveDebrief(app, asking, body);
		if (!('pieces' in kept)) return kept;
		named = kept;
		return null;
	});
	switch (tried.kind) {
		case 'right':
			return tried.value;
		case 'wrong':
			return named ?? { refused: 'names_a_person' as const, pieces: [] };
		case 'wait':
			return { refused: 'too_many' as const, retryAfterMs: tried.retryAfterMs };
	}
}

/** Keeps the note; when it may name somebody, the words are told to nobody. */
export async function debriefCall(event: At, { account }: SignedIn): Promise<Response> {
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(event.locals.app, asking, 'debrief');
	if ('refused' in actor) return problemResponse(actor.refused);
	const { body, refusal } = await readBody(event.request, debriefBody);
	if (refusal) return refusal;
	const kept = await keepDebrief(event, account.id, body);
	return 'refused' in kept ? refusedResponse(kept) : answer({ debrief: kept });
}

/** What helps somebody, here and today. */
export async function arrangementCall(event: About, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'arrangements');
	if ('refused' in actor) return problemResponse(actor.refused);
	const purpose = purposeQuery.safeParse(event.url.searchParams.get('purpose'));
	if (!purpose.success) return invalidInput([fieldProblem('purpose', 'unknown_value')]);
	return respond(await arrangementOf(app, asking, personOf(event), purpose.data));
}

/** Writes down what helps somebody. */
export async function arrangeCall(event: About, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'arrangements');
	if ('refused' in actor) return problemResponse(actor.refused);
	const { body, refusal } = await readBody(event.request, arrangementBody);
	if (refusal) return refusal;
	return respond(await arrange(app, asking, personOf(event), body), 201);
}

/** Ends it, or goes on with it. */
export async function reviewCall(event: About, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'arrangements');
	if ('refused' in actor) return problemResponse(actor.refused);
	const { body, refusal } = await readBody(event.request, arrangementReviewBody);
	if (refusal) return refusal;
	return respond(await reviewArrangement(app, { ...asking, actor }, personOf(event), body));
}

const personOf = ({ params }: About): string => params.personId.toLowerCase();

function respond(
	outcome: ArrangementAnswer | { readonly refused: Exclude<ProblemCode, 'too_many'> | 'days' },
	status = 200
): Response {
	if (!('refused' in outcome)) return answer(outcome, status);
	if (outcome.refused === 'days') return invalidInput([fieldProblem('until', 'out_of_range')]);
	return problemResponse(outcome.refused);
}
