import type { RequestHandler } from './$types';

/** The process serves. */
export const GET: RequestHandler = () => new Response('ok\n');
