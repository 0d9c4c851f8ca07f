import { traceOf, type Log } from '#lib/server/observability/log.ts';

/** Serves one message; a fault in it is logged, and `otherwise` is the answer: it must not end the process. */
export async function guarded<R>(log: Log, serve: () => Promise<R>, otherwise: R): Promise<R> {
	try {
		return await serve();
	} catch (error) {
		log.error({ error: traceOf(error) }, 'a socket message could not be served');
		return otherwise;
	}
}
