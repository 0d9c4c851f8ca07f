import { purposeQuery } from '#lib/contract/commands.ts';
import { language } from '#lib/messages/language.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { invalidInput, problemResponse } from '#lib/server/http/problem.ts';
import { fieldProblem } from '#lib/server/http/read-body.ts';
import { fileFor } from '#lib/server/views/file-for.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals, params, url }, { account }) => {
	const purpose = purposeQuery.safeParse(url.searchParams.get('purpose'));
	if (!purpose.success) return invalidInput([fieldProblem('purpose', 'unknown_value')]);
	const asked = { lang: language(), purpose: purpose.data };
	const file = await fileFor(locals.app, account.id, params.visitId.toLowerCase(), asked);
	return 'refused' in file ? problemResponse(file.refused) : answer(file);
});
