import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { askLook } from '#lib/server/http/look-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly((event, who) => askLook(event, who, event.params.siteId));
