import { error, redirect } from '@sveltejs/kit';
import { newSite } from '#lib/contract/administration.ts';
import { createSite } from '#lib/server/administration/create-site.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { caretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const office = shown(await officeOf(locals.app, caretaker({ locals, url }).accountId, 'site_settings'));
	if (!office.network) error(403);
	return { office };
};

export const actions: Actions = {
	create: async (event) => {
		const { locals } = event;
		const by = caretaker(event);
		const outcome = await onForm(event, ['create', newSite], (site) => createSite(locals.app, by, site));
		if ('siteId' in outcome) redirect(303, `/administration/milieux/${outcome.siteId}`);
		return outcome;
	}
};
