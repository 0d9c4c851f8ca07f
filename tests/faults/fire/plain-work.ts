/** An ordinary stretch of work at a site: some come, some are called, all of it is recorded. */
import { newId, type Client } from '../../support/client.ts';
import { Hand, PlaceIds } from './hand.ts';
import type { Recorder } from './recorder.ts';

export interface Worker {
	readonly id: string;
	readonly client: Client;
}

export interface Work {
	readonly siteId: string;
	readonly recorder: Recorder;
	/** Puts people on the list. */
	readonly helper: Worker;
	/** Calls them for « infirmier », and meets them. */
	readonly caller: Worker;
	/** Where a try goes; the worker's own server unless told. */
	readonly address?: (worker: Worker) => string;
	readonly tries?: number;
	readonly patienceMs?: number;
}

/** `count` people come, and each is called and met; the ones whose turn does not come are asked for again. */
export async function plainWork(work: Work, count: number): Promise<void> {
	const { siteId, tries = 1 } = work;
	const places = new PlaceIds();
	const [helper, caller] = [handOf(work, work.helper, places), handOf(work, work.caller, places)];
	for (let i = 0; i < count; i += 1) {
		const coming = { verb: 'register', visit: newId(), services: ['infirmier'] } as const;
		await helper.send(helper.command(siteId, coming), tries);
		const next = { verb: 'call_next', services: ['infirmier'], alsoCall: true } as const;
		const heard = await caller.send(caller.command(siteId, next), tries);
		const [called] = heard.type === 'ok' && heard.answer.about === 'places' ? heard.answer.places : [];
		if (called === undefined) continue;
		const { visit, service } = called;
		await caller.send(caller.command(siteId, { verb: 'start', visit, service }), tries);
	}
}

function handOf({ recorder, address, patienceMs }: Work, worker: Worker, places: PlaceIds): Hand {
	const { id, client } = worker;
	const where = () => address?.(worker) ?? client.node.url;
	return new Hand({ id, cookie: client.cookie, recorder, places, address: where, patienceMs });
}
