import { acknowledgeBody } from '#lib/contract/commands.ts';
import { acknowledgeDisplay } from '#lib/server/auth/displays-for.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(async ({ request, locals, params }, { account }) => {
	const { refusal } = await readBody(request, acknowledgeBody);
	if (refusal) return refusal;
	const outcome = await acknowledgeDisplay(locals.app, account.id, params);
	return 'refused' in outcome ? problemResponse(outcome.refused) : new Response(null, { status: 204 });
});
