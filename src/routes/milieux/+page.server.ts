import { account, sitesOf } from '#lib/server/http/page-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	account: account(locals),
	sites: await sitesOf(locals)
});
