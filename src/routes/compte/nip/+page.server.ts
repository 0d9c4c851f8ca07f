import { fail, redirect } from '@sveltejs/kit';
import { wrongPinChoice } from '#lib/server/auth/own-access.ts';
import { unlessTooMany } from '#lib/server/auth/passwords.ts';
import { requireFresh, requireFreshSession } from '#lib/server/http/page-data.ts';
import { tooMany } from '#lib/server/http/too-many.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	requireFresh(locals, url);
};

export const actions: Actions = {
	default: async ({ locals, url, request }) => {
		const mine = requireFreshSession(locals, url);
		const form = await request.formData();
		const [pin, again] = ['pin', 'again'].map((name) => String(form.get(name) ?? ''));
		const wrong = wrongPinChoice(pin ?? '', again ?? '');
		if (wrong !== null) return fail(400, { wrong });
		const chosen = await unlessTooMany(() => locals.app.pins.choose(mine.account.id, pin ?? ''));
		if (chosen !== undefined) return tooMany(chosen);
		redirect(303, '/compte?fait=pin');
	}
};
