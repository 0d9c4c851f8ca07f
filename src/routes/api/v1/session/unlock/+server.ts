import { pinBody } from '#lib/contract/commands.ts';
import { unlock } from '#lib/server/auth/sign-in.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { setSessionCookie, visitorOf } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async (event) => {
	const { app, device } = event.locals;
	if (device === null) return problemResponse('not_a_shared_device');
	const read = await readBody(event.request, pinBody);
	if (read.refusal) return read.refusal;
	const outcome = await unlock(app, read.body, { ...visitorOf(event), device });
	if ('refused' in outcome) {
		if (!('triesLeft' in outcome)) return refusedResponse(outcome);
		return problemResponse(outcome.refused, { triesLeft: outcome.triesLeft });
	}
	setSessionCookie(event, outcome.token);
	const answered = answer({ account: outcome.account });
	for (const [name, value] of Object.entries(CLEARS_CACHE)) answered.headers.set(name, value);
	return answered;
});
