/** The hall: starts the app once, then for every request: who is asking, from where, and with which headers. */
import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { isSecure, sessionCookieOptions } from '#lib/server/auth/cookie.ts';
import { isSameOrigin } from '#lib/server/auth/same-origin.ts';
import { SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { startApp, type App, type InjectedPorts } from '#lib/server/app.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { traceOf } from '#lib/server/observability/log.ts';

const APP = Symbol.for('halte.app');
/** Only a process that imports the server as a library can set these; no variable reaches them. */
const PORTS = Symbol.for('halte.ports');
const hall = globalThis as unknown as { [APP]?: App; [PORTS]?: InjectedPorts };

export const init: ServerInit = async () => {
	if (building) return;
	// `vite dev` runs this again on each edit of a file that it imports.
	await hall[APP]?.stop();
	hall[APP] = await startApp(process.env, hall[PORTS]);
};

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const handle: Handle = async ({ event, resolve }) => {
	const app = hall[APP];
	if (app === undefined) throw new Error('init runs before the first request');
	event.locals.app = app;
	event.locals.requestId = app.newId();
	event.locals.signedIn = null;
	const { headers } = event.request;

	if (!SAFE.has(event.request.method) && !comesFromHere(headers, app)) {
		return problemResponse('cross_site');
	}
	const token = event.cookies.get(SESSION_COOKIE);
	if (token !== undefined) {
		event.locals.signedIn = await app.sessions.validate(token);
		if (event.locals.signedIn?.prolonged) {
			const secure = isSecure(headers.get('host'), app.environment);
			event.cookies.set(SESSION_COOKIE, token, sessionCookieOptions(secure));
		}
	}
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	if (!event.isSubRequest && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'no-store');
	}
	return response;
};

function comesFromHere(headers: Headers, { environment }: App): boolean {
	const asked = {
		secFetchSite: headers.get('sec-fetch-site'),
		origin: headers.get('origin'),
		host: headers.get('host')
	};
	return isSameOrigin(asked, environment.origins);
}

export const handleError: HandleServerError = ({ error, event, status }) => {
	const errorId = event.locals.requestId;
	if (status === 404) return { message: '', errorId };
	event.locals.app?.log.error({ errorId, route: event.route.id, error: traceOf(error) }, 'a request failed');
	return { message: '', errorId };
};
