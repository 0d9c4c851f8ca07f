import type { RequestHandler } from './$types';

/** The process serves and reaches its database, and is not stopping. */
export const GET: RequestHandler = async ({ locals }) => {
	const { app } = locals;
	const reached = await app.clock(app.database.read).then(
		() => true,
		() => false
	);
	return app.ready() && reached ? new Response('ready\n') : new Response('not ready\n', { status: 503 });
};
