import { readRegister } from '#lib/server/administration/incidents.ts';
import { caretaker, shown } from '../desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { incidents } = shown(await readRegister(locals.app, caretaker({ locals, url })));
	return { incidents };
};
