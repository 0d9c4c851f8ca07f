import { redirect } from '@sveltejs/kit';
import { officeOf } from '#lib/server/administration/office.ts';
import { caretaker, shown } from '../../desk.ts';
import { keepIncident } from '../keep.ts';
import type { Actions, PageServerLoad } from './$types';

/** No step-up here: a long form must not be lost because ten minutes have passed. */
export const load: PageServerLoad = async ({ locals, url }) => {
	shown(await officeOf(locals.app, caretaker({ locals, url }).accountId, 'incidents'));
};

export const actions: Actions = {
	record: async (event) => {
		const kept = await keepIncident(event, 'record');
		if ('id' in kept) redirect(303, `/administration/incidents/${kept.id}`);
		return kept;
	}
};
