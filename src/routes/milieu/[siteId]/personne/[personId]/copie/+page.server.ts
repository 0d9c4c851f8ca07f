import { error, fail } from '@sveltejs/kit';
import { language } from '#lib/messages/language.ts';
import { requireFresh, requireFreshSession } from '#lib/server/http/page-data.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { exportPerson } from '#lib/server/people/export-person.ts';
import { admitted, isKey } from '#lib/server/people/house.ts';
import { personPage } from '#lib/server/people/people-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing about the person yet: a page that was merely opened hands nothing out. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const asking = { accountId: requireFresh(locals, url).id, siteId: params.siteId };
	const page = await personPage(locals.app, asking, 'person_export');
	if ('refused' in page) error(page.refused === 'forbidden' ? 403 : 404);
	if (!isKey(params.personId.toLowerCase())) error(404);
	return { site: page.site, personId: params.personId.toLowerCase() };
};

export const actions: Actions = {
	make: async ({ locals, params, url }) => {
		const { account } = requireFreshSession(locals, url);
		const asking = { accountId: account.id, siteId: params.siteId };
		const actor = await admitted(locals.app, asking, 'person_export');
		if ('refused' in actor) error(actor.refused === 'forbidden' ? 403 : 404);
		const copy = await exportPerson(
			locals.app,
			{ ...asking, actor, lang: language() },
			params.personId.toLowerCase()
		);
		if (!('refused' in copy)) return { copy };
		const problem = refusedProblem(copy);
		return fail(problem.status, { problem });
	}
};
