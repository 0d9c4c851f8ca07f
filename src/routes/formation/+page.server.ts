import { redirect } from '@sveltejs/kit';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { afterSignIn } from '#lib/server/http/home.ts';
import { doorFor } from '#lib/server/http/page-data.ts';
import { clearSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever is in and may not work before their training on privacy is recorded; nothing is shown but that. */
export const load: PageServerLoad = ({ locals }) => {
	if (locals.session?.state === 'untrained') return;
	redirect(303, locals.signedIn === null ? doorFor(locals) : afterSignIn(locals));
};

export const actions: Actions = {
	leave: async (event) => {
		const { app, session } = event.locals;
		if (session !== null) await app.sessions.end(session.sessionId);
		clearSessionCookie(event);
		event.setHeaders(CLEARS_CACHE);
		redirect(303, doorFor({ ...event.locals, session: null }));
	}
};
