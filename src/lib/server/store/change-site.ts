/** A change that a site's screens show and that is no command of the clinic: screens, settings, the team. */
import type { Db, Tx } from '#lib/server/store/database.ts';
import { lockHead, moveHead } from '#lib/server/store/head.ts';

/** Where a site stands after a change: what its bell says. */
export interface Moved {
	readonly siteId: string;
	readonly epoch: number;
	readonly seq: number;
}

/**
 * Runs `work` under the site's lock and moves the head by one, in one transaction; the caller rings the bell with
 * the answer. Null when there is no such site, or when `work` says that it changed nothing: then no screen needs to
 * be told. It puts nothing into the history, so `last_at`, the time of the last command, stays.
 * @throws what `work` throws, with everything undone.
 */
export async function changeSite(
	db: Db,
	siteId: string,
	work: (tx: Tx) => Promise<boolean>
): Promise<Moved | null> {
	return (await db.begin(async (tx) => {
		const head = await lockHead(tx, siteId);
		if (head === null || !(await work(tx))) return null;
		const { epoch, seq } = head;
		await moveHead(tx, { ...head, seq: seq + 1 });
		return { siteId, epoch, seq: seq + 1 };
	})) as Moved | null;
}
