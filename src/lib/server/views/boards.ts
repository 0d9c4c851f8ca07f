/** The one read path of boards: first paint, sockets and the API all come through here. */
import type { Board } from '#lib/contract/views.ts';
import type { Audience } from '#lib/domain/policy/policy.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { readBoardFacts, type BoardFacts } from '#lib/server/store/board-facts.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';
import { project } from '#lib/server/views/project.ts';

export interface Boards {
	/** One snapshot of a site. Null when there is no such site. */
	facts(siteId: string): Promise<BoardFacts | null>;
	/** A board straight from the database; null when there is no such site. */
	read<A extends Audience>(siteId: string, audience: A, gives: readonly string[]): Promise<Board<A> | null>;
}

/** Reads boards from the readers' pool. */
export function openBoards(sql: Db, ports: { readonly clock: Clock; readonly keys: KeyRing }): Boards {
	return {
		facts: (siteId) => readBoardFacts(sql, ports, siteId),
		async read(siteId, audience, gives) {
			const facts = await readBoardFacts(sql, ports, siteId);
			return facts === null ? null : project(facts, audience, gives);
		}
	};
}
