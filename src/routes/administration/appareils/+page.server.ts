import { deskForms } from '#lib/contract/administration.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { listTablets, revokeTablet } from '#lib/server/administration/tablets.ts';
import { caretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = caretaker({ locals, url });
	const office = shown(await officeOf(locals.app, by.accountId, 'devices'));
	const sites = await Promise.all(
		office.sites.map(async (site) => ({
			...site,
			tablets: shown(await listTablets(locals.app, by, site.id))
		}))
	);
	return { sites, enrols: office.enrols };
};

export const actions: Actions = {
	revoke: (event) => {
		const by = caretaker(event);
		return onForm(event, ['revoke', deskForms.revokeDevice], (which) =>
			revokeTablet(event.locals.app, by, which)
		);
	}
};
