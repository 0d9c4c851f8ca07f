import { fail, redirect } from '@sveltejs/kit';
import { wrongPinChoice } from '#lib/server/auth/own-access.ts';
import { unlessTooMany } from '#lib/server/auth/passwords.ts';
import { homeOf } from '#lib/server/http/home.ts';
import { requireFresh } from '#lib/server/http/page-data.ts';
import { tooMany } from '#lib/server/http/too-many.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/tablette/nip';

export const load: PageServerLoad = async ({ locals }) => {
	const who = requireFresh(locals, HERE);
	if (locals.device === null) redirect(303, '/compte/nip');
	return { account: who, label: locals.device.label, home: await homeOf(locals, who.id) };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { id } = requireFresh(locals, HERE);
		const form = await request.formData();
		const pin = String(form.get('pin') ?? '');
		const wrong = wrongPinChoice(pin, String(form.get('again') ?? ''));
		if (wrong !== null) return fail(400, { wrong });
		const chosen = await unlessTooMany(() => locals.app.pins.choose(id, pin));
		if (chosen !== undefined) return tooMany(chosen);
		redirect(303, await homeOf(locals, id));
	}
};
