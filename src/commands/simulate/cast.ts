/** Who plays which part at a site: the fictional network's own people. */
import network from '#db/demo/network.json' with { type: 'json' };
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Api, Session } from './api.ts';

/** Every demo account has it; the README says so. */
const PASSWORD = 'halte-demo';

type Account = (typeof network.accounts)[number];

/** The time zone of each site. */
export const timezones: ReadonlyMap<string, string> = new Map(network.sites.map((s) => [s.id, s.timezone]));
export const siteNames: ReadonlyMap<string, string> = new Map(network.sites.map((s) => [s.id, s.name]));

export class Cast {
	readonly #api: Api;
	readonly #sessions = new Map<string, Promise<Session>>();

	constructor(api: Api) {
		this.#api = api;
	}

	/** Welcomes people. */
	reception(siteId: string): Promise<Session> {
		return this.#play(siteId, 'a peer helper', ({ role }) => isRole(role, 'peer_helper'));
	}

	coordinator(siteId: string): Promise<Session> {
		return this.#play(siteId, 'a coordinator', ({ role }) => isRole(role, 'coordinator'));
	}

	clinician(siteId: string): Promise<Session> {
		return this.#play(siteId, 'a clinician', ({ role }) => isRole(role, 'clinician'));
	}

	levelSetter(siteId: string): Promise<Session> {
		return this.#play(siteId, 'somebody who sets levels', ({ sites }) =>
			sites.some((s) => s.siteId === siteId && s.maySetLevel)
		);
	}

	/** Gives the service; always the same person, in a care room of their own while there are enough. */
	async giver(siteId: string, service: string): Promise<{ session: Session; room: string | undefined }> {
		const gives = (account: Account) => servicesAt(account, siteId).includes(service);
		const session = await this.#play(siteId, service, gives);
		const care = network.sites.find((s) => s.id === siteId)?.rooms.filter((r) => r.kind === 'care') ?? [];
		const givers = teamOf(siteId).filter((account) => servicesAt(account, siteId).length > 0);
		const place = givers.findIndex(({ id }) => id === session.username);
		return { session, room: care[place % care.length]?.id };
	}

	async signOut(): Promise<void> {
		for (const session of await Promise.all(this.#sessions.values())) await session.delete('/session');
	}

	#play(siteId: string, part: string, fits: (account: Account) => boolean): Promise<Session> {
		const account = teamOf(siteId).find(fits);
		if (account === undefined) throw new Error(`nobody at ${siteId} can play: ${part}`);
		const known = this.#sessions.get(account.id) ?? this.#api.signIn(account.id, PASSWORD);
		this.#sessions.set(account.id, known);
		return known;
	}
}

function teamOf(siteId: string): Account[] {
	return network.accounts.filter(({ sites }) => sites.some((s) => s.siteId === siteId));
}

function servicesAt({ sites }: Account, siteId: string): readonly string[] {
	return sites.find((s) => s.siteId === siteId)?.services ?? [];
}

function isRole(role: string, wanted: Role): boolean {
	return role === wanted;
}
