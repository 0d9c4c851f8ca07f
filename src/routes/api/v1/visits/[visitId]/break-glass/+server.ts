import { breakGlassBody } from '#lib/contract/commands.ts';
import { breakGlass } from '#lib/server/audit/break-glass.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(async ({ locals, params, request }, { account }) => {
	const { body, refusal } = await readBody(request, breakGlassBody);
	if (refusal) return refusal;
	const broken = await breakGlass(locals.app, account.id, params.visitId.toLowerCase(), body);
	if ('refused' in broken) return problemResponse(broken.refused);
	return answer({ until: new Date(broken.until).toISOString() }, 201);
});
