/** The answer of a decision: what happened, and what it was about. */
import type { BlockEvent } from '#lib/domain/block/events.ts';
import type { LookEvent } from '#lib/domain/look/events.ts';
import type { PersonEvent } from '#lib/domain/person/events.ts';
import type { Refusal } from '#lib/domain/queue/refusals.ts';
import type { RoutedBy } from '#lib/domain/routing/route.ts';
import type { TallyEvent } from '#lib/domain/tally/events.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';

export type QueueEvent = VisitEvent | BlockEvent | PersonEvent | LookEvent | TallyEvent;

/** What the caller is told about. */
export type Told =
	| { about: 'visit'; visitId: string; routedBy?: RoutedBy }
	| { about: 'entries'; entries: readonly { visitId: string; entryId: string }[] }
	| { about: 'person'; personId: string }
	| { about: 'look'; lookId: string }
	| { about: 'tally'; kind: string }
	| { about: 'block'; blockId: string }
	| { about: 'nobody' };

export interface Accepted {
	readonly events: readonly QueueEvent[];
	readonly told: Told;
}

export type Decision = Accepted | Refusal;

/** Shorthand that keeps decisions readable. */
export function accept(events: readonly QueueEvent[], told: Told): Accepted {
	return { events, told };
}

/** True when the decision is a no. */
export function isRefusal(decision: object): decision is Refusal {
	return 'refused' in decision;
}
