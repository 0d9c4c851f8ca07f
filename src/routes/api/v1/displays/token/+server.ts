import { displayTokenBody } from '#lib/contract/commands.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async ({ request, locals }) => {
	const { body, refusal } = await readBody(request, displayTokenBody);
	if (refusal) return refusal;
	const collected = await locals.app.displays.collect(body.deviceCode);
	return typeof collected === 'string' ? problemResponse(collected) : answer(collected);
});
