/** The only place where a visit changes. Folding all events of a visit gives its rows. */
import type { Cause, TakenPlace, VisitEvent } from '#lib/domain/visit/events.ts';
import type { EndCause, Entry, EntryStatus, LastStep, Snapshot, Visit } from '#lib/domain/visit/state.ts';

/**
 * The visit after `event`. Pure; `visit` is undefined for VisitRegistered only.
 * @throws Error when the event does not fit the visit, which would be a fault of ours, never of a user.
 */
export function evolve(visit: Visit | undefined, event: VisitEvent, cause: Cause): Visit {
	if (event.type === 'VisitRegistered') return registered(event, cause);
	if (visit === undefined) throw new Error(`${event.type} for a visit that was never registered`);
	if (event.type === 'StepUndone') return undone(visit);
	return { ...changed(visit, event, cause), lastStep: lastStep(visit, event, cause) };
}

function registered(event: Extract<VisitEvent, { type: 'VisitRegistered' }>, cause: Cause): Visit {
	return {
		id: event.visitId,
		blockId: event.blockId,
		word: event.word,
		arrivedAt: event.arrivedAt,
		registeredAt: cause.at,
		backdated: event.backdated,
		presence: 'here',
		presenceAt: cause.at,
		returnedInGrace: false,
		callBy: event.callBy,
		language: event.language,
		peerWanted: event.peerWanted,
		traineeAccepted: event.traineeAccepted,
		partyId: event.partyId,
		partyMode: event.partyMode ?? 'together',
		subject: event.subject ?? 'person',
		animal: event.animal ?? null,
		withVisitId: event.withVisitId ?? null,
		pressing: event.pressing ?? 'not_asked',
		quietCorner: event.quietCorner ?? 'not_asked',
		dimLight: event.dimLight ?? 'not_asked',
		interpreter: null,
		checkedAt: null,
		reasons: event.reasons,
		entries: event.entries.map(({ id, service }) => newEntry(id, service)),
		lastStep: null,
		personId: event.personId ?? null,
		mergedInto: null,
		healthCard: event.healthCard ?? 'not_asked',
		notice: null,
		followUp: null
	};
}

type StepEvent = Exclude<VisitEvent, { type: 'VisitRegistered' | 'StepUndone' }>;

function changed(visit: Visit, event: StepEvent, { by, at }: Cause): Visit {
	switch (event.type) {
		case 'EntryCalled':
			return entryChanged(visit, event.entryId, (entry) => ({
				status: 'called',
				calledBy: by,
				calledAt: at,
				callCount: entry.callCount + 1,
				room: event.room
			}));
		case 'EntryRecalled':
			return entryChanged(visit, event.entryId, (entry) => ({ callCount: entry.callCount + 1 }));
		case 'EntryStarted':
			return entryChanged({ ...visit, returnedInGrace: false }, event.entryId, () => ({
				status: 'in_service',
				startedAt: at
			}));
		case 'EntryCompleted':
			return ended(visit, event.entryId, 'done', at, event.outcome);
		case 'PersonNotThere':
			// A new absence has a grace of its own; what an earlier one gave is used up.
			return { ...moved(backToWaiting(visit, event.entryId), 'absent', at), returnedInGrace: false };
		case 'EntryReleased':
			return backToWaiting(visit, event.entryId);
		case 'EntryTakenOver':
			return entryChanged(visit, event.entryId, () => ({ calledBy: by, room: event.room }));
		case 'EntryRerouted':
			return rerouted(visit, event, at);
		case 'LevelSet':
			return entryChanged(visit, event.entryId, () => ({
				level: event.level,
				levelCause: event.cause,
				levelBy: by,
				levelAt: at
			}));
		case 'EntryDeferred':
			return ended(visit, event.entryId, 'deferred', at, event.to);
		case 'EntryCancelled':
			return ended(visit, event.entryId, event.redirected ? 'redirected' : 'cancelled', at, 'person');
		case 'VisitSteppedOut':
			return moved(visit, 'stepped_out', at);
		case 'VisitReturned':
			return { ...moved(visit, 'here', at), returnedInGrace: event.inGrace || visit.returnedInGrace };
		case 'VisitLeft':
			return left(visit, at);
		case 'VisitReopened':
			return reopened(visit, event.entryIds, at);
		case 'DetailsChanged':
			return { ...visit, ...event.changes };
		case 'VisitIdentified':
			return { ...visit, personId: event.personId };
		case 'NoticeGiven': {
			const { version, language, way } = event;
			return { ...visit, notice: { version, language, way } };
		}
		case 'RestrictionSet':
		case 'RestrictionLifted':
		case 'QuestionsAnswered':
			return visit;
		case 'FollowUpSet':
			return { ...visit, followUp: event.on === null ? null : { by, on: event.on } };
		case 'VisitAbsorbed':
			return absorbed(visit, event.intoId, at);
		case 'VisitTookOver': {
			const { personId, reasons, places } = event;
			return { ...visit, personId, reasons, entries: places.reduce(withPlace, visit.entries) };
		}
	}
}

const CALL_CLEARED = { calledBy: null, calledAt: null, room: null, startedAt: null } as const;

function newEntry(id: string, service: string): Entry {
	return {
		id,
		service,
		status: 'waiting',
		level: 'arrival_order',
		levelCause: null,
		levelBy: null,
		levelAt: null,
		callCount: 0,
		endedAt: null,
		endCause: null,
		...CALL_CLEARED
	};
}

function entryChanged(visit: Visit, entryId: string, change: (entry: Entry) => Partial<Entry>): Visit {
	const entries = visit.entries.map((e) => (e.id === entryId ? { ...e, ...change(e) } : e));
	return { ...visit, entries };
}

function backToWaiting(visit: Visit, entryId: string): Visit {
	return entryChanged(visit, entryId, () => ({ status: 'waiting', ...CALL_CLEARED }));
}

function ended(visit: Visit, entryId: string, status: EntryStatus, at: number, endCause: EndCause): Visit {
	return entryChanged(visit, entryId, () => ({ status, endedAt: at, endCause }));
}

function moved(visit: Visit, presence: Visit['presence'], at: number): Visit {
	return { ...visit, presence, presenceAt: at };
}

/** Arrival and level are kept (R-R2): the new place stands where the old one stood. */
function rerouted(visit: Visit, event: Extract<VisitEvent, { type: 'EntryRerouted' }>, at: number): Visit {
	const from = visit.entries.find((e) => e.id === event.entryId);
	if (from === undefined) throw new Error('EntryRerouted for an entry that the visit does not hold');
	const { level, levelCause, levelBy, levelAt } = from;
	const fresh = { ...newEntry(event.newEntryId, event.service), level, levelCause, levelBy, levelAt };
	const outcome: Partial<Entry> =
		event.when === 'other_day' ? { status: 'deferred', endedAt: at, endCause: 'next_block' } : {};
	const closed = entryChanged(visit, event.entryId, () => ({ status: 'rerouted', endedAt: at }));
	return { ...closed, entries: [...closed.entries, { ...fresh, ...outcome }] };
}

function left(visit: Visit, at: number): Visit {
	const entries = visit.entries.map((e): Entry =>
		e.status === 'waiting' || e.status === 'called'
			? { ...e, ...CALL_CLEARED, status: 'cancelled', endedAt: at, endCause: 'left' }
			: e
	);
	return { ...moved(visit, 'left', at), entries };
}

function reopened(visit: Visit, entryIds: readonly string[], at: number): Visit {
	const entries = visit.entries.map((e): Entry =>
		entryIds.includes(e.id) ? { ...e, ...CALL_CLEARED, status: 'waiting', endedAt: null, endCause: null } : e
	);
	return { ...moved(visit, 'here', at), entries, mergedInto: null };
}

function absorbed(visit: Visit, intoId: string, at: number): Visit {
	const entries = visit.entries.map((e): Entry =>
		e.status === 'waiting' ? { ...e, status: 'cancelled', endedAt: at, endCause: 'merged' } : e
	);
	return { ...visit, mergedInto: intoId, entries };
}

function withPlace(entries: readonly Entry[], { entryId, service, ...level }: TakenPlace): Entry[] {
	if (!entries.some(({ id }) => id === entryId))
		return [...entries, { ...newEntry(entryId, service), ...level }];
	return entries.map((e) => (e.id === entryId ? { ...e, ...level } : e));
}

function undone(visit: Visit): Visit {
	const before = visit.lastStep?.before;
	if (before === null || before === undefined) throw new Error('StepUndone without a step to undo');
	return { ...visit, ...before, lastStep: null };
}

/** Several events of one command are one step: the snapshot is what stood before the first of them. */
function lastStep(visit: Visit, event: StepEvent, { commandId, by, at }: Cause): LastStep {
	if (visit.lastStep?.commandId === commandId) return visit.lastStep;
	const entryId = 'entryId' in event ? event.entryId : null;
	return { commandId, entryId, by, at, before: entryId === null ? null : snapshot(visit) };
}

function snapshot(visit: Visit): Snapshot {
	const { presence, presenceAt, returnedInGrace, entries, arrivedAt, backdated } = visit;
	return { presence, presenceAt, returnedInGrace, entries, arrivedAt, backdated };
}
