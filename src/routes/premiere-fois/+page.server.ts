import { redirect } from '@sveltejs/kit';
import { nobodyCanSignIn } from '#lib/server/auth/code-sign-in.ts';
import { takeCodeForm } from '#lib/server/http/code-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app } }) => {
	if (!(await nobodyCanSignIn(app.database.read))) redirect(303, '/connexion');
};

export const actions: Actions = { default: takeCodeForm };
