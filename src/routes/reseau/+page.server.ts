import { error } from '@sveltejs/kit';
import { hasDesk } from '#lib/server/administration/office.ts';
import { account, lookerOf, namesHere, nowIso, sitesOf } from '#lib/server/http/page-data.ts';
import type { Board } from '#lib/contract/views.ts';
import { boardFor } from '#lib/server/views/board-for.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const who = account(locals);
	const seen = (await sitesOf(locals)).filter(({ audiences }) => audiences.includes('coordinator'));
	if (seen.length === 0) error(403);
	const looker = lookerOf(locals);
	const boards = await Promise.all(seen.map(({ id }) => boardFor(locals.app, looker, id, 'coordinator')));
	return {
		account: who,
		boards: boards.filter((board): board is Board<'coordinator'> => !('refused' in board)),
		names: await namesHere(locals),
		now: await nowIso(locals),
		office: await hasDesk(locals.app, who.id)
	};
};
