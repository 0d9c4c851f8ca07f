import { readRegister } from '#lib/server/administration/incidents.ts';
import { caretaker, shown } from '../desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { incidents } = shown(await readRegister(locals.app, caretaker(locals)));
	return { incidents };
};
