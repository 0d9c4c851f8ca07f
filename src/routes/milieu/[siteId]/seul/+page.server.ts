import { error, fail } from '@sveltejs/kit';
import { aloneForm, languageForm } from '#lib/contract/alone.ts';
import { aloneAt } from '#lib/server/http/alone/here.ts';
import { registerAlone } from '#lib/server/http/alone/register-alone.ts';
import { readScripts } from '#lib/server/http/alone/read-scripts.ts';
import { isPersonLanguage } from '#lib/messages/person-words.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	aloneAt(locals, params.siteId);
	const { app } = locals;
	const scripts = await readScripts(app.database.read, params.siteId);
	if (scripts === null) error(404);
	// Without JavaScript they go with the form, so that a second press makes nothing new.
	return { scripts, ids: { id: app.newId(), visitId: app.newId() } };
};

export const actions: Actions = {
	/** Without JavaScript: no address, and so no history, says what somebody speaks. */
	language: async ({ locals, params, request }) => {
		aloneAt(locals, params.siteId);
		const { body, problem } = await readForm(request, languageForm);
		if (problem) return fail(400, { problem });
		if (!isPersonLanguage(body.lang)) return refused();
		locals.personLanguage = body.lang;
		return { lang: body.lang };
	},
	register: async (event) => {
		const session = aloneAt(event.locals, event.params.siteId);
		const { body: form, problem } = await readForm(event.request, aloneForm);
		if (problem) return fail(400, { problem });
		if (!isPersonLanguage(form.lang)) return refused();
		const { siteId } = event.params;
		const made = await registerAlone(event, session, { siteId, lang: form.lang, form });
		const { lang } = form;
		event.locals.personLanguage = lang;
		return 'problem' in made ? fail(made.problem.status, { lang, ...made }) : { lang, ...made };
	}
};

function refused() {
	return fail(400, { problem: problemOf('invalid_input') });
}
