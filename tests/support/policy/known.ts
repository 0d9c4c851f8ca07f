/** Somebody who is known, somebody whom a colleague may not see, and one person who came twice. */
import { randomUUID } from 'node:crypto';
import type { Command } from '#lib/domain/queue/commands.ts';
import { saveArrangement } from '#lib/server/store/arrangements.ts';
import { daysAfter, localDayOf } from '#lib/server/store/local-time.ts';
import { newId } from '../client.ts';
import { DEMO_RING } from '../demo-ring.ts';
import { HAND } from './cast.ts';
import { person, type Before, type Stage } from './stage.ts';

/** Two people who are known here, each with a visit today. The network lets clinicians note a number. */
export const aKnownPerson: Before = async (stage, place) => {
	await stage.sql`update network_settings set health_number = true`;
	const [one, other] = [await identified(stage, place), await identified(stage, place)];
	return { ...one, otherPersonId: other.personId, today: localDayOf(Date.now(), 'America/Toronto') };
};

/** What helps somebody, until today; or until so many days ago. */
const arrangementUntil =
	(daysAgo: number): Before =>
	async (stage, place) => {
		const made = await aKnownPerson(stage, place);
		const { personId = '', today = '' } = made;
		const id = newId();
		const words = { helps: 'Le coin calme', tell: null, place: null, hour: null };
		await stage.sql.begin((tx) =>
			saveArrangement(tx, DEMO_RING, {
				...{ id, personId, siteId: stage.siteId, reason: 'needs_calm', ...words, by: HAND },
				...{ since: Date.now() - daysAgo * 86_400_000, until: daysAfter(today, -daysAgo) }
			})
		);
		return { ...made, arrangementId: id };
	};
export const anArrangement = arrangementUntil(0);
/** Its time is over. */
export const anOldArrangement = arrangementUntil(2);

/** The first was merged into the second. */
export const twoMerged: Before = async (stage, place) => {
	const made = await aKnownPerson(stage, place);
	const { personId = null, otherPersonId = null } = made;
	await stage.sql`update person set merged_into = ${otherPersonId} where id = ${personId}`;
	return made;
};

/** « Pas cette personne de l’équipe. » */
export const aRestrictedVisit: Before = async (stage, place) => {
	const made = await person()(stage, place);
	await done(stage, { verb: 'restrict', visitId: made.visitId ?? '', accountId: HAND });
	return made;
};

/** Put on the list twice. */
export const twoVisits: Before = async (stage, place) => {
	const [one, other] = [await person()(stage, place), await person()(stage, place)];
	return { ...one, otherVisitId: other.visitId };
};

/** Two who came together. */
export const aParty: Before = async (stage, place) => {
	const made = await twoVisits(stage, place);
	const { visitId = '', otherVisitId: withVisitId = '' } = made;
	await done(stage, { verb: 'group', visitId, withVisitId, mode: 'together' });
	return made;
};

/** Somebody for whom an interpreter was asked. */
export const anInterpreter: Before = async (stage, place) => {
	const made = await person()(stage, place);
	const asked = { language: 'ht', mode: 'phone', gender: 'any', noRelative: false } as const;
	await done(stage, { verb: 'interpreter', visitId: made.visitId ?? '', ...asked });
	return made;
};

async function identified(stage: Stage, place: Parameters<Before>[1]) {
	const made = await person()(stage, place);
	const personId = randomUUID();
	const asked = { verb: 'identify' as const, visitId: made.visitId ?? '', personId, isNew: true };
	await done(stage, { ...asked, knownElsewhere: null, personal: [] });
	return { ...made, personId };
}

async function done({ door, siteId }: Stage, command: Command): Promise<void> {
	const outcome = await door.execute({
		siteId,
		id: newId(),
		actorId: HAND,
		target: siteId,
		body: command,
		command
	});
	if (outcome.kind !== 'answered') throw new Error(`the stage was not set: ${JSON.stringify(outcome)}`);
}
