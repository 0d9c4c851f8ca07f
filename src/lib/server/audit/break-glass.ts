/** Opening, in an emergency, a file that is not available to oneself: with a reason, for an hour, and reviewed. */
import type { GlassReason } from '#lib/contract/accesses.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { recordAccess } from '#lib/server/audit/access-log.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { sealText } from '#lib/server/keys/sealed-text.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database } from '#lib/server/store/database.ts';
import { locateVisit } from '#lib/server/store/locate.ts';
import { excludedFrom } from '#lib/server/store/restrictions.ts';

/** How long a broken glass stays open. */
const GLASS_MS = 60 * 60_000;

interface Rooms {
	readonly database: Database;
	readonly clock: Clock;
	readonly keys: KeyRing;
	readonly newId: () => string;
}

/**
 * Opens the file for this account until the instant (ms) of the answer. Only for somebody to whom it is closed: anybody
 * else has nothing to break.
 * @throws when the access can't be written down: the file stays closed.
 */
export async function breakGlass(
	{ database, clock, keys, newId }: Rooms,
	accountId: string,
	visitId: string,
	{ reason, words }: { readonly reason: GlassReason; readonly words: string }
): Promise<{ until: number } | { refused: 'not_found' | 'forbidden' | 'not_restricted' }> {
	const siteId = await locateVisit(database.read, visitId);
	const actor = siteId === null ? null : await findActor(database.read, accountId, siteId);
	if (siteId === null || actor === null) return { refused: 'not_found' };
	if (!may(actor, 'break_glass')) return { refused: 'forbidden' };
	return (await database.write.begin(async (tx) => {
		const excluded = await excludedFrom(tx, visitId);
		if (!excluded.has(accountId)) return { refused: 'not_restricted' };
		const [at, id] = [await clock(tx), newId()];
		const until = at + GLASS_MS;
		await tx`
			insert into broken_glass (id, at, until, by, site_id, visit_id, reason, words)
			values (${id}, ${new Date(at)}, ${new Date(until)}, ${accountId}, ${siteId}, ${visitId}, ${reason},
				${sealText(keys, 'justification', words, id)})`;
		const access = {
			chain: siteId,
			kind: 'glass_broken',
			by: accountId,
			visitId,
			details: { reason }
		} as const;
		await recordAccess(tx, access, at);
		return { until };
	})) as { until: number } | { refused: 'not_restricted' };
}
