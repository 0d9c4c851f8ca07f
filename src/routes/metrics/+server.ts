import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from './$types';

/** For operators: from this machine, or with the token. Behind a proxy every address is this machine's. */
export const GET: RequestHandler = async ({ locals, request, getClientAddress }) => {
	const { metricsToken } = locals.app.environment;
	const forwarded = request.headers.has('x-forwarded-for') || request.headers.has('forwarded');
	const local = !forwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(getClientAddress());
	const given = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
	const allowed = local || (metricsToken !== null && sameText(given, metricsToken));
	if (!allowed) return new Response('not found\n', { status: 404 });
	const headers = { 'content-type': 'text/plain; version=0.0.4' };
	return new Response(await locals.app.metrics.text(), { headers });
};

function sameText(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
