import { fail, redirect } from '@sveltejs/kit';
import { signInBody } from '#lib/contract/commands.ts';
import { isSecure, sessionCookieOptions } from '#lib/server/auth/cookie.ts';
import { SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.signedIn !== null) redirect(303, '/milieux');
	return { demo: locals.app.environment.demo };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies }) => {
		const form = Object.fromEntries(await request.formData());
		const parsed = signInBody.safeParse(form);
		if (!parsed.success) return fail(400, { problem: problemOf('wrong_credentials') });
		const token = await locals.app.sessions.signIn(parsed.data.username, parsed.data.password);
		if (token === null) return fail(401, { problem: problemOf('wrong_credentials') });
		const secure = isSecure(request.headers.get('host'), locals.app.environment);
		cookies.set(SESSION_COOKIE, token, sessionCookieOptions(secure));
		redirect(303, '/milieux');
	}
};
