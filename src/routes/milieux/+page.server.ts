import { hasDesk } from '#lib/server/administration/office.ts';
import { practiceFace } from '#lib/contract/faces.ts';
import { account, practiceSiteOf, sitesOf, trainingDueOn } from '#lib/server/http/page-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const who = account(locals);
	const [sites, practice, office] = await Promise.all([
		sitesOf(locals),
		practiceSiteOf(locals),
		hasDesk(locals.app, who.id)
	]);
	const practiceAt = practice && practiceFace(practice.id, practice.audiences);
	return { account: who, sites, practiceAt, office, trainingDueOn: trainingDueOn(locals) };
};
