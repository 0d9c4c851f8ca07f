import { networkForms } from '#lib/contract/administration.ts';
import { changeNetwork, readSettings } from '#lib/server/administration/network-settings.ts';
import { freshCaretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = freshCaretaker({ locals, url });
	return { settings: shown(await readSettings(locals.app, by)) };
};

export const actions: Actions = {
	save: (event) => {
		const by = freshCaretaker(event);
		return onForm(event, ['save', networkForms.save], (wanted) =>
			changeNetwork(event.locals.app, by, wanted)
		);
	}
};
