import { approveBody } from '#lib/contract/commands.ts';
import { pairScreen } from '#lib/server/administration/screens.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { tooManyResponse, whoOf } from '#lib/server/http/limited.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(async ({ request, locals, params }, { account }) => {
	const { body, refusal } = await readBody(request, approveBody);
	if (refusal) return refusal;
	const { siteId, label = '' } = body;
	const asked = { userCode: params.userCode, siteId, label };
	const outcome = await pairScreen(locals.app, whoOf(locals, account.id), asked);
	if ('retryAfterMs' in outcome) return tooManyResponse(outcome.retryAfterMs);
	return 'refused' in outcome ? problemResponse(outcome.refused) : answer(outcome);
});
