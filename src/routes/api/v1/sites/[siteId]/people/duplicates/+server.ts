import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { duplicatesCall } from '#lib/server/http/people-calls.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(duplicatesCall);
