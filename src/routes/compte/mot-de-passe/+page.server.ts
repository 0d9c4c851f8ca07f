import { fail, redirect } from '@sveltejs/kit';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { unlessTooMany } from '#lib/server/auth/passwords.ts';
import { requireFresh, requireFreshSession } from '#lib/server/http/page-data.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import { tooMany } from '#lib/server/http/too-many.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	requireFresh(locals, url);
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, url, request } = event;
		const mine = requireFreshSession(locals, url);
		const form = await request.formData();
		const typed = (name: string) => String(form.get(name) ?? '');
		const wanted = { password: typed('password'), again: typed('again') };
		const changed = await unlessTooMany(() => changePassword(locals.app, mine, wanted));
		if ('refused' in changed) return tooMany(changed);
		if ('wrong' in changed) return fail(400, changed);
		if (changed.token !== null) setSessionCookie(event, changed.token);
		redirect(303, '/compte?fait=password');
	}
};
