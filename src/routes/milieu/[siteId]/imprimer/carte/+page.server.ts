import { error } from '@sveltejs/kit';
import { language } from '#lib/messages/language.ts';
import { account } from '#lib/server/http/page-data.ts';
import { paperCardFor } from '#lib/server/views/on-paper.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { siteId } }) => {
	const card = await paperCardFor(locals.app, { accountId: account(locals).id, siteId }, language());
	if ('refused' in card) error(card.refused === 'forbidden' ? 403 : 404);
	return { card };
};
