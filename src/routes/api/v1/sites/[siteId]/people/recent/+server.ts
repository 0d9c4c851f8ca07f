import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { recentPeopleCall } from '#lib/server/http/people-calls.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(recentPeopleCall);
