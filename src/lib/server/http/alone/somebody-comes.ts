/** The one place where « ça presse » becomes a call for help: a « coup d’œil », in the name of whoever left somebody alone. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Problem } from '#lib/contract/problems.ts';
import { askLookCommand } from '#lib/server/commands/looks-from-body.ts';
import { handOver } from '#lib/server/http/command-calls.ts';

/** A person alone with the screen who says that it presses. */
export interface Pressing {
	readonly siteId: string;
	readonly accountId: string;
	/** Whom they are, or would have become on the list: one of them asks for one look, however often it is pressed. */
	readonly visitId: string;
	/** False when they have no place on the list. */
	readonly isListed: boolean;
}

/** True when the team's devices ring for it; as long as nothing rings, nobody is told that somebody comes. */
export async function callSomebody(event: RequestEvent, pressing: Pressing): Promise<boolean> {
	const { siteId, accountId, visitId, isListed } = pressing;
	const { app, requestId } = event.locals;
	const about = isListed ? visitId : null;
	const body = { id: app.newId(), lookId: visitId, visitId: about, signs: [] };
	const command = askLookCommand(body, app.newId);
	const { id } = body;
	const response = await handOver(event, { siteId, id, actorId: accountId, target: siteId, body, command });
	if (response.ok) return true;
	const { code } = (await response.json()) as Problem;
	// An earlier touch whose answer was lost rings already.
	if (code === 'look_exists') return true;
	app.log.warn({ requestId, code }, 'somebody alone says that it presses, and nothing rings for it');
	return false;
}
