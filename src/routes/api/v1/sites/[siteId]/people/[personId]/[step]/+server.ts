import { stepPerson } from '#lib/server/http/command-calls.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly((event, who) => stepPerson(event, who, event.params));
