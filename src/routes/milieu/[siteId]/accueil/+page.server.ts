import { faceOf } from '#lib/server/http/page-data.ts';
import { aroundVisit } from '#lib/server/people/around-visit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const face = await faceOf(locals, params.siteId, 'reception');
	return { ...face, around: await aroundVisit(locals.app, params.siteId) };
};
