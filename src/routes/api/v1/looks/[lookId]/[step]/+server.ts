import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { stepLook } from '#lib/server/http/look-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly((event, who) =>
	stepLook(event, who, event.params.lookId, event.params.step)
);
