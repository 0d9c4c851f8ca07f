/** What looking after the house needs, and how each piece of it begins: by asking whose hands it is in. */
import { OPERATOR, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import { NETWORK_WIDE } from '#lib/domain/policy/policy.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import type { Moved } from '#lib/server/store/change-site.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database, Db, Tx } from '#lib/server/store/database.ts';
import { lockHead, moveHead } from '#lib/server/store/head.ts';

export interface House {
	readonly database: Database;
	readonly clock: Clock;
	readonly newId: () => string;
	/** Shows a site's screens what changed there. */
	ring(bell: Moved): void;
}

/** Who asks: an account that is signed in, or whoever sits at the server's terminal. */
export type By = { readonly accountId: string } | 'operator';

export interface Refused {
	readonly refused: HouseRefusal;
}
export const refuse = (refused: HouseRefusal): Refused => ({ refused });

/** The hands that somebody has now; null when their account is gone or disabled. */
export async function caretakerOf(sql: Db | Tx, by: By): Promise<Caretaker | null> {
	if (by === 'operator') return OPERATOR;
	const [row] = await sql<{ id: string; role: Role; sites: string[] }[]>`
		select id, role, array(select site_id from account_site where account_id = account.id) as sites
		from account where id = ${by.accountId} and not disabled`;
	if (row === undefined) return null;
	const { id, role, sites } = row;
	return { id, role, sites: NETWORK_WIDE.includes(role) ? null : new Set(sites) };
}

/** What a piece of work in the house came to; `sites` are those whose screens show something else now. */
export interface Worked<R> {
	readonly result: R;
	readonly sites?: readonly string[];
}

/**
 * Runs `work` in one transaction, with the hands that its caller has now, one change of the team after the other;
 * moves the heads of the sites that it names and rings their bells after the commit. A refusal undoes everything.
 * @throws what `work` throws, with everything undone.
 */
export async function inTheHouse<R>(
	house: House,
	by: By,
	work: (tx: Tx, caretaker: Caretaker, at: number) => Promise<Worked<R> | Refused>
): Promise<R | Refused> {
	try {
		const worked = (await house.database.write.begin(async (tx) => {
			await tx`select pg_advisory_xact_lock(${ADVISORY_LOCKS.team})`;
			const caretaker = await caretakerOf(tx, by);
			if (caretaker === null) throw new Declined('forbidden');
			const done = await work(tx, caretaker, await house.clock(tx));
			if ('refused' in done) throw new Declined(done.refused);
			return { result: done.result, moved: await moveSites(tx, done.sites ?? []) };
		})) as { result: R; moved: Moved[] };
		for (const bell of worked.moved) house.ring(bell);
		return worked.result;
	} catch (error) {
		if (error instanceof Declined) return refuse(error.refused);
		throw error;
	}
}

/** Undoes what was written before the refusal. */
class Declined extends Error {
	constructor(readonly refused: HouseRefusal) {
		super(refused);
	}
}

/** In the order of their ids, so that two of these never wait for each other. */
async function moveSites(tx: Tx, siteIds: readonly string[]): Promise<Moved[]> {
	const moved: Moved[] = [];
	for (const siteId of [...new Set(siteIds)].sort()) {
		const head = await lockHead(tx, siteId);
		if (head === null) continue;
		const seq = head.seq + 1;
		await moveHead(tx, { ...head, seq });
		moved.push({ siteId, epoch: head.epoch, seq });
	}
	return moved;
}
