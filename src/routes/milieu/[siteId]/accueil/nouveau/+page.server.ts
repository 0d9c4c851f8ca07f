import { fail } from '@sveltejs/kit';
import { ruleFor } from '#lib/contract/welcome.ts';
import { faceOf } from '#lib/server/http/page-data.ts';
import { newForm, registerFromForm } from '#lib/server/http/plain-register.ts';
import { namedView } from '../../../named-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { board, account, names } = await faceOf(locals, params.siteId, 'reception');
	const { siteId, siteName, block, reasons } = namedView(board.view, names);
	const isOpen = block !== null && ruleFor(account.role, 'register') !== null;
	return { siteId, siteName, isOpen, reasons, form: await newForm(locals) };
};

export const actions: Actions = {
	default: async (event) => {
		const outcome = await registerFromForm(event, event.params.siteId);
		return 'visit' in outcome ? { word: outcome.visit.word } : fail(outcome.problem.status, outcome);
	}
};
