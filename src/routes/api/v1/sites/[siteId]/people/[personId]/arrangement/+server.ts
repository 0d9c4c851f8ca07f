import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { arrangeCall, arrangementCall } from '#lib/server/http/team-calls.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(arrangementCall);
export const POST: RequestHandler = signedInOnly(arrangeCall);
