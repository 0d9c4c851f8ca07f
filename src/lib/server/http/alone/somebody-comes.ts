/**
 * The one place where « ça presse » becomes a call for help. The visit itself says so already, on every list of the
 * team; whatever else is to ring joins here.
 */
import type { RequestEvent } from '@sveltejs/kit';

/** Somebody who is alone with the screen says that it presses; `visitId` is theirs. */
export async function callSomebody(event: RequestEvent, visitId: string): Promise<void> {
	void event;
	void visitId;
}
