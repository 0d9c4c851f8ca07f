import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { exportPersonCall } from '#lib/server/http/people-calls.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly(exportPersonCall);
