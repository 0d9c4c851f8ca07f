import { emptyBody } from '#lib/contract/commands.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import type { RequestHandler } from './$types';

/** Somebody touched the screen; that it is a POST is what prolongs the session (`isTouch`). */
export const POST: RequestHandler = signedInOnly(async ({ request }) => {
	const { refusal } = await readBody(request, emptyBody);
	return refusal ?? new Response(null, { status: 204 });
});
