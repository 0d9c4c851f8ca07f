import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { openPersonCall } from '#lib/server/http/people-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(openPersonCall);
