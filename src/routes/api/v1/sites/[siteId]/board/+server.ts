import { audienceQuery } from '#lib/contract/commands.ts';
import { answer, signedInOnly } from '#lib/server/http/endpoint.ts';
import { lookerOf } from '#lib/server/http/page-data.ts';
import { invalidInput, problemResponse } from '#lib/server/http/problem.ts';
import { fieldProblem } from '#lib/server/http/read-body.ts';
import { boardFor } from '#lib/server/views/board-for.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = signedInOnly(async ({ locals, params, url }) => {
	const audience = audienceQuery.safeParse(url.searchParams.get('audience') ?? undefined);
	if (!audience.success) return invalidInput([fieldProblem('audience', 'unknown_value')]);
	const board = await boardFor(locals.app, lookerOf(locals), params.siteId, audience.data);
	return 'refused' in board ? problemResponse(board.refused) : answer(board);
});
