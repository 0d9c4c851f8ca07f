/** The doorway of every API call: signed in or 401, faults as problems. */
import { json, type RequestEvent } from '@sveltejs/kit';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { traceOf } from '#lib/server/observability/log.ts';

type Answer = Response | Promise<Response>;

/** Runs the handler for somebody who is signed in; otherwise 401. A fault answers 503 with an id, never a trace. */
export function signedInOnly<E extends RequestEvent>(
	handler: (event: E, signedIn: SignedIn) => Answer
): (event: E) => Promise<Response> {
	return open((event: E) => {
		const { signedIn } = event.locals;
		return signedIn === null ? problemResponse('not_signed_in') : handler(event, signedIn);
	});
}

/** Runs the handler for anybody. A fault answers 503 with an id, never a trace. */
export function open<E extends RequestEvent>(handler: (event: E) => Answer): (event: E) => Promise<Response> {
	return async (event) => {
		// Postgres takes no null byte: nothing can have such an id.
		if (Object.values(event.params).some((id) => id?.includes('\0'))) return problemResponse('not_found');
		try {
			return await handler(event);
		} catch (error) {
			const errorId = event.locals.requestId;
			event.locals.app.log.error(
				{ errorId, route: event.route.id, error: traceOf(error) },
				'a request could not be answered'
			);
			return problemResponse('not_saved', { errorId });
		}
	};
}

/** A JSON answer that no cache keeps. */
export function answer(body: object, status = 200): Response {
	return json(body, { status, headers: { 'cache-control': 'no-store' } });
}
