import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { passkeyLabel } from '#lib/contract/second-factor.ts';
import type { Which } from '#lib/server/auth/factors.ts';
import { placeOf, settingUp } from '#lib/server/http/own-factors.ts';
import { requireFreshSession } from '#lib/server/http/page-data.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/compte/deuxieme-etape';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const mine = requireFreshSession(locals, url);
	const { factors, database } = locals.app;
	const setsUp = url.searchParams.get('moyen') === 'application';
	const [own, secret] = await Promise.all([
		factors.of(mine.account.id),
		setsUp ? factors.totp.pending(database.read, settingUp(mine)) : null
	]);
	return {
		own,
		secret,
		passkeysHere: placeOf(event) !== null,
		shared: locals.device !== null,
		added: url.searchParams.has('ajout')
	};
};

export const actions: Actions = {
	begin: async ({ locals }) => {
		const mine = requireFreshSession(locals, HERE);
		const { factors, database } = locals.app;
		await factors.totp.begin(database.read, settingUp(mine));
		redirect(303, `${HERE}?moyen=application`);
	},
	confirm: async ({ locals, request }) => {
		const mine = requireFreshSession(locals, `${HERE}?moyen=application`);
		const form = await request.formData();
		const code = String(form.get('totp') ?? '').replaceAll(/\s/g, '');
		const added = await locals.app.factors.addTotp(mine, code);
		if ('refused' in added) return fail(401, { problem: refusedProblem({ refused: 'wrong_code' }) });
		if (added.recoveryCodes === null) redirect(303, `${HERE}?ajout`);
		return { recoveryCodes: added.recoveryCodes };
	},
	rename: async ({ locals, request }) => {
		const mine = requireFreshSession(locals, HERE);
		const form = await request.formData();
		const label = passkeyLabel.safeParse(form.get('label'));
		if (!label.success) return fail(400, { problem: refusedProblem({ refused: 'invalid_input' }) });
		const renamed = await locals.app.factors.renamePasskey(mine, String(form.get('id')), label.data);
		return { done: renamed ? 'renamed' : 'gone' } as const;
	},
	removeTotp: (event) => remove(event, { kind: 'totp' }),
	removePasskey: async (event) => {
		const form = await event.request.formData();
		return remove(event, { kind: 'passkey', id: String(form.get('id')) });
	},
	renew: async ({ locals }) => {
		const mine = requireFreshSession(locals, HERE);
		const recoveryCodes = await locals.app.factors.renewRecoveryCodes(mine);
		return recoveryCodes === null ? ({ done: 'gone' } as const) : { recoveryCodes };
	}
};

async function remove({ locals }: RequestEvent, which: Which) {
	const mine = requireFreshSession(locals, HERE);
	switch (await locals.app.factors.remove(mine, which)) {
		case 'removed':
			return { done: 'removed' } as const;
		case 'not_found':
			return { done: 'gone' } as const;
		case 'last_one':
			return fail(409, { lastOne: true });
	}
}
