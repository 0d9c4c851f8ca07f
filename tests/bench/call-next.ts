/** Calling the next one at the door, in this very process. */
import { v7 as newId } from 'uuid';
import type { EntriesAnswer } from '#lib/contract/answers.ts';
import { callNextBody } from '#lib/contract/commands.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import { callNextCommand } from '#lib/server/commands/from-body.ts';
import type { Who } from './bench-door.ts';

/** The place of whoever was called; null when nobody waits. @throws Error when it was refused. */
export async function callNextAt(door: Door, { siteId, actorId }: Who): Promise<string | null> {
	const body = callNextBody.parse({ id: newId(), alsoCall: true });
	const command = callNextCommand(body);
	const outcome = await door.execute({ siteId, id: body.id, actorId, target: siteId, body, command });
	if (outcome.kind === 'nobody') return null;
	if (outcome.kind !== 'answered') throw new Error(`nobody was called: ${JSON.stringify(outcome)}`);
	return (JSON.parse(outcome.text) as EntriesAnswer).entries[0]?.id ?? null;
}
