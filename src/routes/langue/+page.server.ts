import { redirect } from '@sveltejs/kit';
import { languageOf } from '#lib/messages/language.ts';
import { setLanguageCookie } from '#lib/server/http/language-cookie.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing to see: the buttons that post here stand on other pages. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const [chosen, back] = [form.get('langue'), form.get('retour')];
		setLanguageCookie(event, languageOf(typeof chosen === 'string' ? chosen : undefined));
		redirect(303, ownPath(typeof back === 'string' ? back : null, '/'));
	}
};
