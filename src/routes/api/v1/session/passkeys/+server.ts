import { addPasskeyBody } from '#lib/contract/second-factor.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { addingSession, afterAdding, placeOf } from '#lib/server/http/own-factors.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { refusedResponse } from '#lib/server/http/refusals.ts';
import { visitorOf } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

/** Adds the passkey that the browser has made; with the first factor of an account come its recovery codes. */
export const POST: RequestHandler = open(async (event) => {
	const adding = await addingSession(event.locals);
	if ('refused' in adding) return refusedResponse(adding);
	const read = await readBody(event.request, addPasskeyBody);
	if (read.refusal) return read.refusal;
	const place = placeOf(event);
	if (place === null) return problemResponse('no_passkeys_here');
	const { passkey, label = visitorOf(event).browser } = read.body;
	const made = { passkey, label, shared: adding.session.deviceId !== null };
	const added = await event.locals.app.factors.addPasskey(adding.session, place, made);
	if ('refused' in added) {
		return problemResponse(added.refused === 'not_the_first' ? 'second_factor_needed' : added.refused);
	}
	await afterAdding(event, adding.session);
	return answer({ recoveryCodes: added.recoveryCodes }, 201);
});
