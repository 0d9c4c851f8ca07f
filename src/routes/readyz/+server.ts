import type { RequestHandler } from './$types';

/** For balancers: 200 sends people here. The word says why, or what is missing. */
export const GET: RequestHandler = async ({ locals }) => {
	const health = await locals.app.health();
	switch (health) {
		case 'ready':
			return new Response('ready\n');
		case 'degraded':
			return new Response('ready, degraded: redis is away\n');
		case 'unreachable':
			return new Response('not ready: postgres is away\n', { status: 503 });
		case 'stopping':
			return new Response('not ready: stopping\n', { status: 503 });
	}
};
