/** One afternoon at one site while things break: several people at once, everything recorded. */
import type { PlaceName } from '../checker/history.ts';
import { newId } from '../../support/client.ts';
import { nextAsked, type Person } from './afternoon.ts';
import type { Chance } from './chance.ts';
import { FAULTS, type Fault, type Fleet } from './fleet.ts';
import { Hand, PlaceIds } from './hand.ts';
import type { Recorder } from './recorder.ts';

export interface Cast extends Person {
	readonly cookie: string;
}

export interface Plan {
	readonly fault: Fault;
	/** Which of the two servers. */
	readonly server: number;
	/** After so many commands were begun, and for so many that ended. */
	readonly after: number;
	readonly during: number;
}

/** How many commands each person asks for. */
const EACH = 9;
const TRY_MS = 6_000;

/** What breaks, and when, by chance alone. */
function planOf(chance: Chance): Plan {
	return {
		fault: chance.of(FAULTS),
		server: chance.below(2),
		after: 3 + chance.below(20),
		during: 3 + chance.below(6)
	};
}

/** Plays it; when it resolves, what was broken is whole again and nothing is under way. */
export async function playHistory(
	fleet: Fleet,
	{
		siteId,
		cast,
		chance,
		recorder
	}: { siteId: string; cast: readonly Cast[]; chance: Chance; recorder: Recorder }
): Promise<Plan> {
	const plan = planOf(chance.fork());
	const ids = new PlaceIds();
	const told: PlaceName[] = [];
	const breaking = new Breaking(fleet, plan);
	const playing = cast.map(async (person) => {
		const own: PlaceName[] = [];
		const luck = chance.fork();
		const hand = new Hand({
			...{ id: person.id, cookie: person.cookie, recorder, places: ids, patienceMs: TRY_MS },
			address: () => fleet.url(luck.below(2), luck.percent(fleet.lostShare))
		});
		for (let i = 0; i < EACH; i += 1) {
			const command = hand.command(siteId, nextAsked(person, { places: told, own }, luck, newId));
			await breaking.begins();
			let heard = await hand.send(command);
			while (heard.type === 'unknown' && luck.percent(60)) heard = await hand.send(command);
			breaking.ended();
			if (heard.type !== 'ok') continue;
			const { answer } = heard;
			if (answer.about === 'places')
				own.push(...answer.places.map(({ visit, service }) => ({ visit, service })));
			if (command.asked.verb === 'register') {
				const { visit, services } = command.asked;
				told.push(...services.map((service) => ({ visit, service })));
			}
		}
	});
	await Promise.all(playing);
	await breaking.over();
	return plan;
}

/** Counts commands, breaks something in time, and heals it in time. */
class Breaking {
	readonly #fleet: Fleet;
	readonly #plan: Plan;
	#begun = 0;
	#endedSince = 0;
	#injected: Promise<void> | null = null;
	#healed: Promise<void> | null = null;

	constructor(fleet: Fleet, plan: Plan) {
		this.#fleet = fleet;
		this.#plan = plan;
	}

	async begins(): Promise<void> {
		const { fault, server, after } = this.#plan;
		this.#begun += 1;
		if (this.#begun === after) this.#injected = this.#fleet.inject(fault, server);
		await this.#injected;
	}

	ended(): void {
		if (this.#injected === null) return;
		this.#endedSince += 1;
		if (this.#endedSince === this.#plan.during) this.#heal();
	}

	async over(): Promise<void> {
		this.#heal();
		await this.#healed;
	}

	#heal(): void {
		this.#healed ??= (this.#injected ?? Promise.resolve()).then(() => this.#fleet.heal(this.#plan.fault));
	}
}
