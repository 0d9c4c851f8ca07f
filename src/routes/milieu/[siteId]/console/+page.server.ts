import { language } from '#lib/messages/language.ts';
import { faceOf } from '#lib/server/http/page-data.ts';
import { aroundVisit } from '#lib/server/people/around-visit.ts';
import { lookPage } from '#lib/server/views/look-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const face = await faceOf(locals, params.siteId, 'clinician');
	const [around, care] = await Promise.all([
		aroundVisit(locals.app, params.siteId),
		lookPage(locals.app.database.read, params.siteId, language())
	]);
	return { ...face, around, care };
};
