/** A board for one account: the policy is asked here, whichever door the request came through. */
import type { Board } from '#lib/contract/views.ts';
import { audiencesFor, type Audience, type StaffAudience } from '#lib/domain/policy/policy.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';
import type { Boards } from '#lib/server/views/boards.ts';

/**
 * The board that this account may see: of `audience`, else of its usual one. A site that it has no business at
 * does not exist for it; an audience that it may not be is forbidden.
 */
export async function boardFor<A extends Audience = StaffAudience>(
	{ database, boards }: { database: Database; boards: Boards },
	accountId: string,
	siteId: string,
	audience?: A
): Promise<Board<A> | { refused: 'not_found' | 'forbidden' }> {
	const actor = await findActor(database.read, accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	const allowed: readonly Audience[] = audiencesFor(actor);
	const granted = audience ?? (allowed[0] as A | undefined);
	if (granted === undefined || !allowed.includes(granted)) return { refused: 'forbidden' };
	return (await boards.read(siteId, granted, [...actor.gives])) ?? { refused: 'not_found' };
}
