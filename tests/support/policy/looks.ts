/** A « coup d’œil » that somebody asked for, and something that was counted. */
import type { Command } from '#lib/domain/queue/commands.ts';
import { newId } from '../client.ts';
import { HAND } from './cast.ts';
import type { Before, Stage } from './stage.ts';

/** Of the demo network. */
const KIND = 'cafe';

/** Asked by whoever has it in hand, else by the hand that sets the stage. */
export const aLook: Before = async (stage, { inHandOf }) => {
	const lookId = newId();
	await done(stage, { verb: 'quick_look', lookId, visitId: null, signs: [], room: null, told: [] });
	if (inHandOf !== null) await stage.sql`update quick_look set asked_by = ${inHandOf} where id = ${lookId}`;
	return { lookId };
};

export const aCount: Before = async (stage) => {
	await done(stage, { verb: 'tally', kind: KIND });
	return { kind: KIND };
};

/** What may be counted, without anything counted yet. */
export const aKind: Before = () => Promise.resolve({ kind: KIND });

async function done({ door, siteId }: Stage, command: Command): Promise<void> {
	const asked = { siteId, id: newId(), actorId: HAND, target: siteId, body: command, command };
	const outcome = await door.execute(asked);
	if (outcome.kind !== 'answered') throw new Error(`the stage was not set: ${JSON.stringify(outcome)}`);
}
