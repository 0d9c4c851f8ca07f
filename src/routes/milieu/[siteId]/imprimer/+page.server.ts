import { error } from '@sveltejs/kit';
import { account } from '#lib/server/http/page-data.ts';
import { printedListFor } from '#lib/server/views/on-paper.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { siteId } }) => {
	const list = await printedListFor(locals.app, { accountId: account(locals).id, siteId });
	if ('refused' in list) error(list.refused === 'forbidden' ? 403 : 404);
	return { list };
};
