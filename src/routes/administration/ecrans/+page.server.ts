import { fail } from '@sveltejs/kit';
import { deskForms } from '#lib/contract/administration.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { listScreens, pairScreenAtDesk, revokeScreen } from '#lib/server/administration/screens.ts';
import { tooManyProblem, whoOf } from '#lib/server/http/limited.ts';
import { caretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = caretaker({ locals, url });
	const office = shown(await officeOf(locals.app, by.accountId, 'devices'));
	const sites = await Promise.all(
		office.sites.map(async (site) => ({
			...site,
			screens: shown(await listScreens(locals.app, by, site.id))
		}))
	);
	return { sites };
};

export const actions: Actions = {
	revoke: (event) => {
		const by = caretaker(event);
		return onForm(event, ['revoke', deskForms.revokeDisplay], (which) =>
			revokeScreen(event.locals.app, by, which)
		);
	},
	pair: async (event) => {
		const { locals } = event;
		const who = whoOf(locals, caretaker(event).accountId);
		const outcome = await onForm(event, ['pair', deskForms.approveDisplay], (asked) =>
			pairScreenAtDesk(locals.app, who, asked)
		);
		if (!('retryAfterMs' in outcome)) return outcome;
		const problem = tooManyProblem(outcome.retryAfterMs);
		return fail(problem.status, { where: 'pair', problem, typed: {} });
	}
};
