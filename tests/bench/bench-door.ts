/** The one door for change, in this very process: what the API does behind its own work. */
import { randomBytes, randomInt } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import { registerBody } from '#lib/contract/commands.ts';
import { openDoor, type Door } from '#lib/server/commands/execute.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import type { Outcome } from '#lib/server/commands/request.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { databaseClock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';
import { DEMO_RING } from '../support/demo-ring.ts';
import { SERVICE } from './places.ts';

/** Somebody who works at a site. */
export interface Who {
	readonly siteId: string;
	readonly actorId: string;
}

/** Opens it on a pool, with the ring of that database. */
export function doorOn(db: Db, keys: KeyRing = DEMO_RING): Door {
	const ports = {
		clock: databaseClock,
		newId: () => newId(),
		random: () => randomInt(2 ** 47) / 2 ** 47,
		newSalt: () => randomBytes(18).toString('base64url'),
		keys
	};
	return openDoor(db, ports, () => {});
}

/** Puts somebody on the list. @throws Error when it was refused. */
export async function registerAt(door: Door, { siteId, actorId }: Who): Promise<VisitAnswer> {
	const body = registerBody.parse({ id: newId(), services: [SERVICE] });
	const command = registerCommand(body, newId);
	return answerOf(await door.execute({ siteId, id: body.id, actorId, target: siteId, body, command }));
}

function answerOf<T>(outcome: Outcome): T {
	if (outcome.kind !== 'answered') throw new Error(`the door did not open: ${JSON.stringify(outcome)}`);
	return JSON.parse(outcome.text) as T;
}
