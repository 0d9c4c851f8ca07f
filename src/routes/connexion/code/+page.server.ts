import { redirect } from '@sveltejs/kit';
import { takeCodeForm } from '#lib/server/http/code-form.ts';
import { afterSignIn } from '#lib/server/http/home.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.signedIn !== null) redirect(303, afterSignIn(locals));
};

export const actions: Actions = { default: takeCodeForm };
