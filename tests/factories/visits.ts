/**
 * People on the list, as situations. Each is made by the events that lead to it, so a test can only stand on
 * a state that the clinic can reach.
 */
import type { Level, LevelCause, Visit } from '#lib/domain/visit/state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import { evolve } from '#lib/domain/visit/evolve.ts';
import { OPENING, minute } from './time.ts';

type Registered = Extract<VisitEvent, { type: 'VisitRegistered' }>;

export interface VisitTraits extends Partial<
	Pick<
		Registered,
		| 'blockId'
		| 'word'
		| 'arrivedAt'
		| 'callBy'
		| 'partyId'
		| 'partyMode'
		| 'subject'
		| 'animal'
		| 'withVisitId'
		| 'quietCorner'
		| 'reasons'
	>
> {
	id?: string;
	/** One entry for each, `<visit>/<service>`. */
	services?: readonly string[];
	level?: Level;
	cause?: LevelCause;
}

interface Step {
	by?: string;
	at?: number;
}

type AsEvent<E> = E extends VisitEvent ? Omit<E, 'visitId'> : never;

/** The visit after one more event. (Not `then`: a module that exports one hangs whoever imports it.) */
export function after(visit: Visit, event: AsEvent<VisitEvent>, { by = 'nadia', at }: Step = {}): Visit {
	const cause = { commandId: `${visit.id}:${event.type}`, by, at: at ?? visit.arrivedAt };
	return evolve(visit, { ...event, visitId: visit.id } as VisitEvent, cause);
}

/** Here and waiting: for nursing, since the opening, unless said otherwise. */
export function waitingVisit(traits: VisitTraits = {}): Visit {
	const { id = 'visit', services = ['nursing'], level, cause = 'pain', arrivedAt = OPENING } = traits;
	const registered: Registered = {
		type: 'VisitRegistered',
		visitId: id,
		blockId: traits.blockId ?? 'block-today',
		word: traits.word ?? `Mot ${id}`,
		arrivedAt,
		backdated: false,
		callBy: traits.callBy ?? 'word',
		language: null,
		peerWanted: 'not_asked',
		traineeAccepted: 'not_asked',
		partyId: traits.partyId ?? null,
		partyMode: traits.partyMode ?? 'together',
		subject: traits.subject ?? 'person',
		animal: traits.animal ?? null,
		withVisitId: traits.withVisitId ?? null,
		quietCorner: traits.quietCorner ?? 'not_asked',
		reasons: traits.reasons ?? [],
		entries: services.map((service) => ({ id: `${id}/${service}`, service })),
		personal: []
	};
	const visit = evolve(undefined, registered, { commandId: `${id}:came`, by: 'paula', at: arrivedAt });
	return level === undefined
		? visit
		: after(visit, { type: 'LevelSet', entryId: place(visit), level, cause });
}

/** Called for the first service, by the nurse unless said otherwise. */
export const calledVisit = ({
	by,
	at,
	room = 'blue-room',
	...traits
}: VisitTraits & CallTraits = {}): Visit => {
	const visit = waitingVisit(traits);
	return after(visit, { type: 'EntryCalled', entryId: place(visit), room }, { by, at });
};

interface CallTraits extends Step {
	room?: string | null;
}

export const inServiceVisit = (traits: VisitTraits & CallTraits = {}): Visit => {
	const visit = calledVisit(traits);
	return after(visit, { type: 'EntryStarted', entryId: place(visit) }, traits);
};

export const doneVisit = (traits: VisitTraits & CallTraits = {}): Visit => {
	const visit = inServiceVisit(traits);
	return after(visit, { type: 'EntryCompleted', entryId: place(visit), outcome: 'met' }, traits);
};

/** Called in vain. `at` is when nobody came. */
export const absentVisit = (traits: VisitTraits & CallTraits = {}): Visit => {
	const visit = calledVisit(traits);
	return after(visit, { type: 'PersonNotThere', entryId: place(visit) }, traits);
};

/** Back within the grace. */
export const returnedVisit = (traits: VisitTraits & CallTraits = {}): Visit =>
	after(absentVisit(traits), { type: 'VisitReturned', inGrace: true }, traits);

/** « Je sors un moment. » */
export const steppedOutVisit = (traits: VisitTraits & Step = {}): Visit =>
	after(waitingVisit(traits), { type: 'VisitSteppedOut' }, { by: traits.by ?? 'paula', at: traits.at });

export const leftVisit = (traits: VisitTraits & Step = {}): Visit =>
	after(waitingVisit(traits), { type: 'VisitLeft' }, { by: traits.by ?? 'paula', at: traits.at });

export const deferredVisit = (traits: VisitTraits & Step = {}): Visit => {
	const visit = waitingVisit(traits);
	return after(visit, { type: 'EntryDeferred', entryId: place(visit), to: 'next_block' }, traits);
};

export const cancelledVisit = (traits: VisitTraits & Step = {}): Visit => {
	const visit = waitingVisit(traits);
	return after(visit, { type: 'EntryCancelled', entryId: place(visit), redirected: false }, traits);
};

/** So many people, a minute apart, from the opening on: `p1`, `p2`… */
export const aLine = (count: number, traits: VisitTraits = {}): Visit[] =>
	Array.from({ length: count }, (_, index) =>
		waitingVisit({ ...traits, id: `p${index + 1}`, arrivedAt: minute(index) })
	);

/** The id of a visit's first place. */
function place(visit: Visit): string {
	const first = visit.entries[0];
	if (first === undefined) throw new Error('a visit has at least one place');
	return first.id;
}
