/** A board for one account: the policy is asked here, whichever door the request came through. */
import type { Board } from '#lib/contract/views.ts';
import { audiencesFor, type Audience, type StaffAudience } from '#lib/domain/policy/policy.ts';
import type { Audit } from '#lib/server/audit/audit.ts';
import type { Looker } from '#lib/server/audit/board-reads.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';
import type { Boards } from '#lib/server/views/boards.ts';

/**
 * The board that this account may see: of `audience`, else of its usual one. A site that it has no business at
 * does not exist for it; an audience that it may not be is forbidden. A look at a board that identifies is written
 * down first.
 * @throws when it can't be: then nothing is shown.
 */
export async function boardFor<A extends Audience = StaffAudience>(
	{ database, boards, audit }: { database: Database; boards: Boards; audit: Audit },
	looker: Looker,
	siteId: string,
	audience?: A
): Promise<Board<A> | { refused: 'not_found' | 'forbidden' }> {
	const actor = await findActor(database.read, looker.accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	const allowed: readonly Audience[] = audiencesFor(actor);
	const granted = audience ?? (allowed[0] as A | undefined);
	if (granted === undefined || !allowed.includes(granted)) return { refused: 'forbidden' };
	await audit.boardReads.note(looker, siteId, granted);
	return (await boards.read(siteId, granted, [...actor.gives])) ?? { refused: 'not_found' };
}
