import { stepEntry } from '#lib/server/http/command-calls.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = signedInOnly((event, who) =>
	stepEntry(event, who, event.params.entryId, event.params.step)
);
