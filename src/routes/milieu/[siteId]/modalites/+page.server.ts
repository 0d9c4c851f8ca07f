import { fail } from '@sveltejs/kit';
import { reviewForms, type ArrangementReview } from '#lib/contract/team.ts';
import { account } from '#lib/server/http/page-data.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { fieldProblem } from '#lib/server/http/read-body.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { admitted } from '#lib/server/people/house.ts';
import { reviewArrangement } from '#lib/server/team/arrangements.ts';
import { readDueReviews } from '#lib/server/team/due-reviews.ts';
import { shown } from '../../../administration/desk.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const accountId = account(locals).id;
	return shown(await readDueReviews(locals.app, { accountId, siteId: params.siteId }));
};

export const actions: Actions = {
	end: async (event) => {
		const { body, typed, problem } = await readForm(event.request, reviewForms.end);
		if (problem) return fail(400, { where: 'end', problem, typed });
		const { personId, arrangementId } = body;
		const review = { id: event.locals.app.newId(), arrangementId, outcome: 'ended' } as const;
		return reviewed(event, { where: 'end', typed }, personId, review);
	},
	extend: async (event) => {
		const { body, typed, problem } = await readForm(event.request, reviewForms.extend);
		if (problem) return fail(400, { where: 'extend', problem, typed });
		const { personId, arrangementId, until } = body;
		const again = { arrangementId, until, outcome: 'extended', personInformed: true } as const;
		return reviewed(event, { where: 'extend', typed }, personId, {
			id: event.locals.app.newId(),
			...again
		});
	}
};

type Sent = { readonly where: string; readonly typed: Awaited<ReturnType<typeof readForm>>['typed'] };

async function reviewed(
	{ locals, params }: RequestEvent,
	sent: Sent,
	personId: string,
	review: ArrangementReview
) {
	const asking = { accountId: account(locals).id, siteId: params.siteId };
	const actor = await admitted(locals.app, asking, 'arrangement_review');
	const outcome =
		'refused' in actor ? actor : await reviewArrangement(locals.app, { ...asking, actor }, personId, review);
	if (!('refused' in outcome)) return { where: sent.where };
	const problem =
		outcome.refused === 'days'
			? problemOf('invalid_input', { fields: [fieldProblem('until', 'out_of_range')] })
			: problemOf(outcome.refused);
	return fail(problem.status, { ...sent, problem });
}
