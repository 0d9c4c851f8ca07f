import { language } from '#lib/messages/language.ts';
import { faceOf } from '#lib/server/http/page-data.ts';
import { aroundVisit } from '#lib/server/people/around-visit.ts';
import { questionsAt } from '#lib/server/views/questions-at.ts';
import { lookPage } from '#lib/server/views/look-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('halte:questions');
	const face = await faceOf(locals, params.siteId, 'reception');
	const [around, questions, care] = await Promise.all([
		aroundVisit(locals.app, params.siteId),
		questionsAt(locals.app.database.read, params.siteId, language()),
		lookPage(locals.app.database.read, params.siteId, language())
	]);
	return { ...face, around, questions, care };
};
