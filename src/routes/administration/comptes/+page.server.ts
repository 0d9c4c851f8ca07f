import { listAccounts } from '#lib/server/administration/list-accounts.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { freshCaretaker, shown } from '../desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = freshCaretaker({ locals, url });
	const office = shown(await officeOf(locals.app, by.accountId, 'team'));
	return { office, own: by.accountId, accounts: shown(await listAccounts(locals.app, by)) };
};
