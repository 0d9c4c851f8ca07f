import { unpairScreen } from '#lib/server/administration/screens.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = signedInOnly(async ({ locals, params }, { account }) => {
	const outcome = await unpairScreen(locals.app, account.id, params);
	return 'refused' in outcome ? problemResponse(outcome.refused) : new Response(null, { status: 204 });
});
