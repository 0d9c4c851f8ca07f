import { emptyBody } from '#lib/contract/commands.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { refusalOver } from '#lib/server/http/limited.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { EVERYBODY } from '#lib/server/limits/limits.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = open(async ({ request, locals }) => {
	const { refusal } = await readBody(request, emptyBody);
	if (refusal) return refusal;
	const tooMany = await refusalOver(locals.app.limits, 'pairings_asked', EVERYBODY);
	return tooMany ?? answer(await locals.app.displays.ask(), 201);
});
