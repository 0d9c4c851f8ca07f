/** The hall: starts the app once, then for every request: who is asking, from where, and with which headers. */
import { building } from '$app/environment';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { language } from '#lib/messages/language.ts';
import { directionOf } from '#lib/messages/person-words.ts';
import { isSecure } from '#lib/server/auth/cookie.ts';
import { isSameOrigin } from '#lib/server/auth/same-origin.ts';
import { startApp, type App, type InjectedPorts } from '#lib/server/app.ts';
import { inLanguage, languageAsked } from '#lib/server/http/in-language.ts';
import { secureHeaders } from '#lib/server/http/headers.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { refuseOtherForm } from '#lib/server/http/read-body.ts';
import { faultResponse } from '#lib/server/http/respond.ts';
import { isProbe, isTouch, recognise } from '#lib/server/http/recognise.ts';
import { inTurn } from '#lib/server/http/turns.ts';
import { within } from '#lib/server/observability/deadline.ts';
import { traceOf } from '#lib/server/observability/log.ts';
import { isRequestId, REQUEST_ID } from '#lib/server/observability/request-id.ts';

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
const KNOWN = new Set([...SAFE, 'POST', 'PUT', 'PATCH', 'DELETE']);

export const handle: Handle = async ({ event, resolve }) => {
	const app = hall[APP];
	if (app === undefined) throw new Error('init runs before the first request');
	const secure = isSecure(event.request.headers.get('host'), app.environment);
	const given = event.request.headers.get(REQUEST_ID);
	event.locals.requestId = isRequestId(given) ? given : app.newRequestId();
	const from = performance.now();
	const response = await inLanguage(languageAsked(event), () => admit(event, app, resolve));
	response.headers.set(REQUEST_ID, event.locals.requestId);
	note(event, app, response.status, performance.now() - from);
	return secureHeaders(response, { secure });
};

/** Counts every request; the log hears of each at `info`, and of one that was not served at `warn`. */
function note(event: RequestEvent, { log, metrics }: App, status: number, ms: number): void {
	if (isProbe(event)) return;
	const { method } = event.request;
	// The pattern of an address, never the address: ids stand in it.
	const route = event.route.id ?? 'none';
	metrics.requestSeconds.observe({ route, method: KNOWN.has(method) ? method : 'other', status }, ms / 1000);
	const line = { requestId: event.locals.requestId, route, method, status, ms: Math.round(ms) };
	if (status >= 500) log.warn(line, 'not served');
	else log.info(line, 'served');
}

async function admit(event: RequestEvent, app: App, resolve: Resolve): Promise<Response> {
	event.locals.app = app;
	event.locals.signedIn = null;
	event.locals.session = null;
	event.locals.device = null;
	event.locals.personLanguage = null;
	const { headers } = event.request;

	if (!SAFE.has(event.request.method) && !comesFromHere(headers, app)) {
		return problemResponse('cross_site');
	}
	// Stopping: what is under way ends, what comes now goes to another node or tries again with the same id.
	if (!app.ready()) return isProbe(event) ? resolve(event) : problemResponse('not_saved');
	const { siteId } = event.params;
	return app.serving(() =>
		siteId === undefined
			? serve(event, app, resolve)
			: (inTurn(siteId, () => serve(event, app, resolve)) ?? Promise.resolve(crowded()))
	);
}

/** Too many wait at this site already: nothing was done, and the same id may be sent again. */
function crowded(): Response {
	const response = problemResponse('not_saved');
	response.headers.set('retry-after', String(CROWDED_S));
	return response;
}

/** About then the line is through. */
const CROWDED_S = 3;

/** A session is one row by its key. A person is told within five seconds that nothing was saved (case 8 of tests/faults). */
const RECOGNISE_MS = 4_500;

type Resolve = Parameters<Handle>[0]['resolve'];

async function serve(event: RequestEvent, app: App, resolve: Resolve): Promise<Response> {
	const isCall = event.url.pathname.startsWith('/api/');
	const isForm = !isCall && !SAFE.has(event.request.method);
	const refusal = isForm ? refuseOtherForm(event.request) : null;
	if (refusal !== null) return refusal;
	try {
		await within(RECOGNISE_MS, recognise(event, isTouch(event)));
	} catch (error) {
		if (!isCall) throw error;
		return faultResponse(app.log, event.route.id ?? '', error, event.locals.requestId);
	}
	const resolved = await resolve(event, { transformPageChunk: ({ html }) => named(html, event.locals) });
	return isCall && resolved.status === 405 ? methodNotAllowed(resolved) : resolved;
}

/** What the page says its language is. */
function named(html: string, { personLanguage }: App.Locals): string {
	const lang = personLanguage ?? language();
	return html.replace('%halte.lang%', lang).replace('%halte.dir%', directionOf(lang));
}

/** Kit's own answer is plain text; what it allows is kept. */
function methodNotAllowed(resolved: Response): Response {
	const response = problemResponse('method_not_allowed');
	const allow = resolved.headers.get('allow');
	if (allow !== null) response.headers.set('allow', allow);
	return response;
}

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
	// The last page of all, error.html, shows the message and knows nothing else.
	return { message: errorId, errorId };
};
