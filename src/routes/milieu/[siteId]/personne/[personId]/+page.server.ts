import { error } from '@sveltejs/kit';
import { account, nowIso } from '#lib/server/http/page-data.ts';
import { isKey } from '#lib/server/people/house.ts';
import { personPage } from '#lib/server/people/people-page.ts';
import type { PageServerLoad } from './$types';

/** Nothing about the person: that comes once somebody has said what for. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const asking = { accountId: account(locals).id, siteId: params.siteId };
	const page = await personPage(locals.app, asking, 'person');
	if ('refused' in page) error(page.refused === 'forbidden' ? 403 : 404);
	if (!isKey(params.personId.toLowerCase())) error(404);
	return { ...page, personId: params.personId.toLowerCase(), now: await nowIso(locals) };
};
