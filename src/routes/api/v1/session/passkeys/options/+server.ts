import { emptyBody } from '#lib/contract/commands.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { addingSession, placeOf } from '#lib/server/http/own-factors.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** What the browser is given to make a passkey. */
export const POST: RequestHandler = open(async (event) => {
	const adding = await addingSession(event.locals);
	if ('refused' in adding) return refusedResponse(adding);
	const read = await readBody(event.request, emptyBody);
	if (read.refusal) return read.refusal;
	const place = placeOf(event);
	if (place === null) return problemResponse('no_passkeys_here');
	const { factors, database } = event.locals.app;
	const { account, deviceId } = adding.session;
	const maker = { accountId: account.id, shared: deviceId !== null };
	return answer({ options: await factors.passkeys.askNew(database.read, place, maker) });
});
