/** From a site's facts to what each audience may see. Pure; an audience that has no field can't leak it. */
import type { Board, ViewOf } from '#lib/contract/views.ts';
import type { Audience } from '#lib/domain/policy/policy.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { clinicianView } from '#lib/server/views/clinician.ts';
import { coordinatorView } from '#lib/server/views/coordinator.ts';
import { displayView } from '#lib/server/views/display.ts';
import { hostWorkerView } from '#lib/server/views/host-worker.ts';
import { receptionView } from '#lib/server/views/reception.ts';

/** The board of one audience; `gives` matters to clinicians only. */
export function project<A extends Audience>(
	facts: BoardFacts,
	audience: A,
	gives: readonly string[]
): Board<A> {
	const { siteId, epoch, seq } = facts.head;
	return { siteId, epoch, seq, audience, view: PROJECTIONS[audience](facts, gives) as ViewOf[A] };
}

const PROJECTIONS: { [A in Audience]: (facts: BoardFacts, gives: readonly string[]) => ViewOf[A] } = {
	display: displayView,
	host_worker: hostWorkerView,
	reception: receptionView,
	clinician: clinicianView,
	coordinator: coordinatorView
};
