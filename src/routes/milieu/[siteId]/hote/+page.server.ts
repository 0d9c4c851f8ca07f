import { language } from '#lib/messages/language.ts';
import { faceOf } from '#lib/server/http/page-data.ts';
import { lookPage } from '#lib/server/views/look-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const face = await faceOf(locals, params.siteId, 'host_worker');
	return { ...face, care: await lookPage(locals.app.database.read, params.siteId, language()) };
};
