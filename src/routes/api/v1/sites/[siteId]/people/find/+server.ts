import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { findPeopleCall } from '#lib/server/http/people-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(findPeopleCall);
