import { emptyBody } from '#lib/contract/commands.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async ({ request, locals }) => {
	const { refusal } = await readBody(request, emptyBody);
	if (refusal) return refusal;
	return answer(await locals.app.displays.ask(), 201);
});
