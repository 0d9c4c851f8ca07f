import { readIncident } from '#lib/server/administration/incidents.ts';
import { caretaker, shown } from '../../desk.ts';
import { keepIncident } from '../keep.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const incident = await readIncident(locals.app, caretaker({ locals, url }), params.incidentId);
	return { incident: shown(incident) };
};

export const actions: Actions = {
	amend: (event) => keepIncident(event, 'amend')
};
