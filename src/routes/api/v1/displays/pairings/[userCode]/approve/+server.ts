import { approveBody } from '#lib/contract/commands.ts';
import { approveDisplay } from '#lib/server/auth/displays-for.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(async ({ request, locals, params }, { account }) => {
	const { body, refusal } = await readBody(request, approveBody);
	if (refusal) return refusal;
	const { siteId, label = '' } = body;
	const asked = { userCode: params.userCode, siteId, label };
	const outcome = await approveDisplay(locals.app, account.id, asked);
	return 'refused' in outcome ? problemResponse(outcome.refused) : answer(outcome);
});
