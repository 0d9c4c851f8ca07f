import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { fileFor } from '#lib/server/views/file-for.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals, params }, { account }) => {
	const file = await fileFor(locals.app.database, account.id, params.visitId.toLowerCase());
	return 'refused' in file ? problemResponse(file.refused) : answer(file);
});
