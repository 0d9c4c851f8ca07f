import { hasDesk } from '#lib/server/administration/office.ts';
import { account, sitesOf, trainingDueOn } from '#lib/server/http/page-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const who = account(locals);
	const [sites, office] = await Promise.all([sitesOf(locals), hasDesk(locals.app, who.id)]);
	return { account: who, sites, office, trainingDueOn: trainingDueOn(locals) };
};
