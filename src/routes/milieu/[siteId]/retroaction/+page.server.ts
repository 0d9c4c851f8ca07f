import { fail } from '@sveltejs/kit';
import { debriefForm } from '#lib/contract/team.ts';
import { account } from '#lib/server/http/page-data.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { keepDebrief } from '#lib/server/http/team-calls.ts';
import { readDebrief } from '#lib/server/team/debrief.ts';
import { shown } from '../../../administration/desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const accountId = account(locals).id;
	return shown(await readDebrief(locals.app, { accountId, siteId: params.siteId }));
};

export const actions: Actions = {
	save: async (event) => {
		const where = 'save';
		const { id } = account(event.locals);
		const { body, typed, problem } = await readForm(event.request, debriefForm);
		if (problem) return fail(400, { where, problem, typed });
		const kept = await keepDebrief(event, id, body);
		if (!('refused' in kept)) return { where, ...kept };
		const refusal = refusedProblem(kept);
		// Back to the screen that the text was typed on, and to no other place.
		const pieces = 'pieces' in kept ? kept.pieces : [];
		return fail(refusal.status, { where, problem: refusal, typed, pieces });
	}
};
