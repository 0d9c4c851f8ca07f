/** A site with somebody in every state, of whom everything is known that can be. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { savePersonal } from '#lib/server/store/personal.ts';
import { firstEntry, newId, type Client } from '../client.ts';
import { DEMO_RING } from '../demo-ring.ts';
import { GIVEN, HAND, NOT_GIVEN, THIRD } from './cast.ts';

/** Words that stand in personal values and nowhere else: whoever is sent one was told. */
export const CANARIES = {
	alias: 'Canari-au-nom',
	note: 'Canari-dans-la-note',
	contact: 'canari@exemple.test',
	'exact words': 'Canari-dans-ses-mots'
} as const;

/** A reason whose route starts with the service that the cast gives. */
const REASON = 'plaie';

/** Of the cast; a restriction takes nothing from them. */
const OPENS_NO_FILE = 'walk-evaluator';

/** Fills the board; the ids of the visits. */
export async function fillBoard(sql: Sql, hand: Client, siteId: string, room: string): Promise<string[]> {
	const told = {
		...{ alias: CANARIES.alias, note: CANARIES.note, language: 'ht', reasons: [REASON] },
		...{ peerWanted: 'yes', traineeAccepted: 'no', ageMs: 600_000 }
	};
	const visits: string[] = [];
	const comes = async (body: object = {}): Promise<string> => {
		const visit = await hand.register(siteId, { services: [GIVEN], ...told, ...body });
		visits.push(visit.id);
		return firstEntry(visit);
	};
	const steps = async (entryId: string, ...names: string[]) => {
		for (const name of names) await hand.step(entryId, name, name === 'call' ? { room } : {});
	};
	const visitStep = (step: string, visitId = visits.at(-1)) => hand.do(`/visits/${visitId}/${step}`);
	const partyId = newId();

	await hand.step(await comes({ services: [NOT_GIVEN, THIRD] }), 'level', { level: 'now', cause: 'pain' });
	await comes({ partyId });
	await comes({ partyId, callBy: 'alias_aloud' });
	await steps(await comes({ services: [GIVEN, THIRD] }), 'call', 'recall');
	await steps(await comes({ callBy: 'discreet' }), 'call');
	await steps(await comes({ callBy: 'text' }), 'call');
	await steps(await comes(), 'call', 'start');
	await steps(await comes(), 'call', 'start', 'complete');
	await hand.step(await comes(), 'reroute', { service: NOT_GIVEN });
	await hand.step(await comes(), 'defer');
	await hand.step(await comes(), 'cancel', { redirected: true });
	await comes();
	await visitStep('leave');
	await comes();
	await visitStep('step-out');
	await steps(await comes(), 'call', 'absent');
	await steps(await comes(), 'call', 'absent');
	await visitStep('return');
	await hand.step(await comes(), 'level', { level: 'now', cause: 'pain' });
	for (const visitId of visits) {
		await sql.begin((tx) =>
			savePersonal(tx, DEMO_RING, { visitId, salt: '' }, { contact: CANARIES.contact })
		);
	}
	await tellEverything(hand, visits);
	await askForLooks(hand, siteId, visits);
	await tellCompany(sql, hand, siteId, visits);
	return visits;
}

/** One of a couple waits in an area, has a dog, and an interpreter; the dog waits too. */
async function tellCompany(sql: Sql, hand: Client, siteId: string, visits: string[]): Promise<void> {
	const [, one] = visits;
	const [area] = await sql<{ id: string }[]>`
		select id from room where site_id = ${siteId} and kind = 'area' limit 1`;
	const animal = { species: 'dog', temper: 'nervous' };
	await hand.do(`/visits/${one}/details`, { animal, pressing: 'yes', quietCorner: 'yes', dimLight: 'yes' });
	await hand.do(`/visits/${one}/where`, { room: area?.id ?? null });
	await hand.do(`/visits/${one}/interpreter`, { language: 'ht', mode: 'phone', gender: 'woman' });
	await hand.do(`/visits/${one}/interpreter-confirmed`);
	const dog = { subject: 'animal', animal, withVisitId: one, services: [GIVEN] };
	visits.push((await hand.register(siteId, dog)).id);
}

/** Somebody of the list who is known, was told the notice and is followed; another whose file a colleague may not see. */
async function tellEverything(hand: Client, visits: readonly string[]): Promise<void> {
	const [, known] = visits;
	const person = { personId: randomUUID(), isNew: true, alias: CANARIES.alias };
	await hand.do(`/visits/${known}/identify`, person);
	await hand.do(`/visits/${known}/notice`, { version: 1, language: 'fr', way: 'said' });
	await hand.do(`/visits/${known}/follow-up`, { on: '2099-12-31' });
	await hand.do(`/visits/${known}/details`, { healthCard: 'lost' });
	const answers = [
		{ question: 'carte', version: 1, status: 'answered' },
		{ question: 'age', version: 1, status: 'answered', values: ['25-34'] }
	];
	await hand.do(`/visits/${known}/answers`, { answers });
	await hand.do(`/visits/${visits.at(-2)}/restrict`, { accountId: OPENS_NO_FILE });
}

/** One that somebody goes to, one that nobody goes to, one of somebody who is not on the list. */
async function askForLooks(hand: Client, siteId: string, visits: readonly string[]): Promise<void> {
	const asked = {
		signs: ['souffle'],
		words: CANARIES['exact words'],
		room: `${siteId}-salle-1`,
		told: [HAND]
	};
	const lookId = newId();
	await hand.do(`/sites/${siteId}/looks`, { ...asked, lookId, visitId: visits[1] });
	await hand.do(`/looks/${lookId}/acknowledge`);
	await hand.do(`/sites/${siteId}/looks`, { ...asked, visitId: visits[2] });
	await hand.do(`/sites/${siteId}/looks`, asked);
	await hand.do(`/sites/${siteId}/tallies`, { kind: 'cafe' });
}
