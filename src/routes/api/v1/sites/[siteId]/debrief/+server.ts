import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { debriefCall } from '#lib/server/http/team-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(debriefCall);
