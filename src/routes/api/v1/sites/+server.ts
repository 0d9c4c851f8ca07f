import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { sitesFor } from '#lib/server/views/sites-for.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals }, { account }) =>
	answer({ sites: await sitesFor(locals.app.database, account.id) })
);
