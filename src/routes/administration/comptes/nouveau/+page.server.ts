import { accountForms } from '#lib/contract/administration.ts';
import { createAccount } from '#lib/server/administration/create-account.ts';
import { language } from '#lib/messages/language.ts';
import { readGivable } from '#lib/server/administration/read-account.ts';
import { freshCaretaker, onForm, shown } from '../../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = freshCaretaker({ locals, url });
	return { givable: shown(await readGivable(locals.app, by, language())) };
};

export const actions: Actions = {
	create: (event) => {
		const by = freshCaretaker(event);
		return onForm(event, ['create', accountForms.create], async (fields) => {
			const { username, name, title, role, trainedOn, sites, gives, levels } = fields;
			const places = new Map(
				sites.map((siteId) => [
					siteId,
					{ services: servicesAt(siteId, gives), maySetLevel: levels.includes(siteId) }
				])
			);
			const account = { username, name, title, role, trainedOn, places };
			const made = await createAccount(event.locals.app, by, account);
			return 'refused' in made ? made : { made: { ...made, name, username } };
		});
	}
};

/** `site:service` of boxes that were ticked; those of a site that was not chosen count for nothing. */
function servicesAt(siteId: string, gives: readonly string[]): string[] {
	return gives.flatMap((pair) => {
		const [site, service] = pair.split(':');
		return site === siteId && service !== undefined ? [service] : [];
	});
}
