/** A crowd at one door, registered through the same door that the API uses, without the API's cost. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { registerBody } from '#lib/contract/commands.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import { openDoor, type Door } from '#lib/server/commands/execute.ts';
import { databaseClock, type Clock } from '#lib/server/store/clock.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { atEnd } from './at-end.ts';
import { DEMO_RING } from './demo-ring.ts';
import type { TestDatabase } from './test-database.ts';

/** The one door for change, in this very process. */
export function doorOf(database: TestDatabase, clock: Clock = databaseClock): Door {
	const pools = openDatabase(database.connection);
	atEnd(() => pools.close());
	const ports = {
		clock,
		newId: () => newId(),
		random: () => randomInt(2 ** 47) / 2 ** 47,
		newSalt: () => randomBytes(18).toString('base64url'),
		keys: DEMO_RING
	};
	return openDoor(pools.write, ports, () => {});
}

/** Registers so many people for one service; their visits' ids, which tell nothing of who came first. */
export async function registerCrowd(
	door: Door,
	{ siteId, by, service, count }: { siteId: string; by: string; service: string; count: number }
): Promise<string[]> {
	const outcomes = await Promise.all(
		Array.from({ length: count }, () => {
			const body = registerBody.parse({ id: newId(), visitId: randomUUID(), services: [service] });
			const command = registerCommand(body, newId);
			return door.execute({ siteId, id: body.id, actorId: by, target: siteId, body, command });
		})
	);
	return outcomes.map((outcome) => {
		if (outcome.kind !== 'answered')
			throw new Error(`somebody was not registered: ${JSON.stringify(outcome)}`);
		return (JSON.parse(outcome.text) as { visit: { id: string } }).visit.id;
	});
}
