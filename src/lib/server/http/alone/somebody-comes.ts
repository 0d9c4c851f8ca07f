/**
 * The one place where « ça presse » becomes a call for help. The look that a clinician's devices ring for is asked for
 * here, in the name of whoever left somebody alone; as long as nothing rings, nobody is told that somebody comes.
 */
import type { RequestEvent } from '@sveltejs/kit';

/** A person alone with the screen who says that it presses. */
export interface Pressing {
	readonly siteId: string;
	readonly visitId: string;
	readonly accountId: string;
}

/** True when the team's devices ring for it. */
export function callSomebody(event: RequestEvent, { visitId }: Pressing): Promise<boolean> {
	const { app, requestId } = event.locals;
	app.log.warn({ requestId, visitId }, 'somebody alone says that it presses, and nothing rings for it');
	return Promise.resolve(false);
}
