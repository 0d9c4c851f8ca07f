import { officeOf } from '#lib/server/administration/office.ts';
import { caretaker, shown } from './desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	office: shown(await officeOf(locals.app, caretaker({ locals, url }).accountId, 'team'))
});
