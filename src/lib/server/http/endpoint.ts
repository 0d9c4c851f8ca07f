/** The doorway of every API call: signed in or 401, faults as problems. */
import { json, type RequestEvent } from '@sveltejs/kit';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { TooManyWaiting } from '#lib/server/auth/passwords.ts';
import { tooManyResponse } from '#lib/server/http/limited.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { refuseOtherMedia } from '#lib/server/http/read-body.ts';
import { traceOf } from '#lib/server/observability/log.ts';

type Answer = Response | Promise<Response>;

/** Runs the handler for somebody who is signed in; otherwise 401. A fault answers 503 with an id, never a trace. */
export function signedInOnly<E extends RequestEvent>(
	handler: (event: E, signedIn: SignedIn) => Answer
): (event: E) => Promise<Response> {
	return open((event: E) => {
		const { signedIn } = event.locals;
		return signedIn === null ? problemResponse(doorOf(event.locals)) : handler(event, signedIn);
	});
}

/** What somebody who is not signed in has to do next. */
function doorOf({
	session
}: App.Locals): 'not_signed_in' | 'second_factor_needed' | 'locked' | 'training_needed' {
	switch (session?.state) {
		case 'pending':
			return 'second_factor_needed';
		case 'locked':
		case 'alone':
			return 'locked';
		case 'untrained':
			return 'training_needed';
		case 'open':
		case undefined:
			return 'not_signed_in';
	}
}

/** Runs the handler for anybody, on JSON or on no body. A fault answers 503 with an id, never a trace. */
export function open<E extends RequestEvent>(handler: (event: E) => Answer): (event: E) => Promise<Response> {
	return async (event) => {
		try {
			return (await refuseOtherMedia(event.request)) ?? (await handler(event));
		} catch (error) {
			if (error instanceof TooManyWaiting) return tooManyResponse(error.retryAfterMs);
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
