import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { count } from '#lib/server/http/look-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly((event, who) =>
	count(event, who, { siteId: event.params.siteId, verb: 'tally' })
);
