import { listDisplays } from '#lib/server/auth/displays-for.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals, params }, { account }) => {
	const listed = await listDisplays(locals.app, account.id, params.siteId);
	return 'refused' in listed ? problemResponse(listed.refused) : answer(listed);
});
