/**
 * The places of a board as the team sees them, in the order in which people pass. Here and in the views a spread
 * stands behind the named fields of a literal: V8 takes 1 µs for that, and 40 to 60 µs for a dozen fields behind a
 * spread (measured in Node 20); a board has 60 such lines for each audience.
 */
import type { CoordinatorView, NamedRow } from '#lib/contract/views.ts';
import { comparePlaces, passesEarlier, type Place } from '#lib/domain/queue/order.ts';
import { isActive, type Entry, type Visit } from '#lib/domain/visit/state.ts';
import { recheckDueAt, type RecheckMinutes } from '#lib/domain/visit/recheck.ts';
import { UNDO_MS } from '#lib/domain/visit/transitions.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { ticketOf } from '#lib/server/views/header.ts';
import { oncePerFacts } from '#lib/server/views/once-per-facts.ts';

type StaffEntry = CoordinatorView['entries'][number];

/** Every place of the open block, sorted: first those that would be called first. */
export const placesInOrder = oncePerFacts((facts): readonly Place[] => {
	const places: Place[] = [];
	for (const visit of facts.visits.values()) for (const entry of visit.entries) places.push({ visit, entry });
	return places.sort(comparePlaces);
});

/** The same places, each with the line that the whole team sees of it. */
export const placesWithLines = oncePerFacts((facts): readonly PlaceWithLine[] =>
	placesInOrder(facts).map(({ visit, entry }) => ({
		visit,
		entry,
		line: staffEntry(facts, { visit, entry })
	}))
);

export interface PlaceWithLine extends Place {
	readonly line: StaffEntry;
}

/** What stands on every line: which one it is, and what a call needs. */
type Line = Pick<
	StaffEntry,
	| 'word'
	| 'pictogram'
	| 'id'
	| 'visitId'
	| 'service'
	| 'status'
	| 'presence'
	| 'arrivedAt'
	| 'callBy'
	| InHand
>;
type InHand = 'calledAt' | 'calledBy' | 'startedAt' | 'room' | 'undo';

/** The rest of a line that tells nothing. */
const UNTOLD: Omit<StaffEntry, keyof Line | 'masked' | 'presenceAt'> = {
	alsoWaitsFor: [],
	level: 'arrival_order',
	levelCause: null,
	levelBy: null,
	levelAt: null,
	passesEarlier: null,
	pastGrace: false,
	backdated: false,
	callCount: 0,
	endedAt: null,
	partyId: null,
	partyMode: 'together',
	subject: 'person',
	recheckDueAt: null
};

/**
 * One place, without anything that identifies the person. Of somebody whom a colleague may not see, everybody is
 * shown the same: word, service and status, and what calling takes (ADR 22). So a masked line tells nobody whom it was
 * asked about (R-22.1, s. 7).
 */
export function staffEntry(facts: BoardFacts, place: Place): StaffEntry {
	const { visit, entry } = place;
	const line = lineOf(facts, place);
	if (facts.masked.has(visit.id)) return { masked: true, presenceAt: line.arrivedAt, ...UNTOLD, ...line };
	return {
		masked: false,
		alsoWaitsFor: visit.entries
			.filter((e) => e.id !== entry.id && e.status === 'waiting')
			.map((e) => e.service),
		presenceAt: iso(visit.presenceAt),
		level: entry.level,
		levelCause: entry.levelCause,
		levelBy: entry.levelBy === null ? null : nameOf(facts.team, entry.levelBy).name,
		levelAt: iso(entry.levelAt),
		passesEarlier: passesEarlier({ visit, entry })?.why ?? null,
		pastGrace: isPastGrace(facts, visit),
		backdated: visit.backdated,
		callCount: entry.callCount,
		endedAt: iso(entry.endedAt),
		partyId: visit.partyId,
		partyMode: visit.partyMode,
		subject: visit.subject,
		recheckDueAt: iso(recheckDueAt(visit, entry, recheckMinutes(facts))),
		...line
	};
}

function lineOf(facts: BoardFacts, { visit, entry }: Place): Line {
	return {
		id: entry.id,
		visitId: visit.id,
		service: entry.service,
		status: entry.status,
		presence: visit.presence,
		arrivedAt: iso(visit.arrivedAt),
		callBy: visit.callBy,
		calledAt: iso(entry.calledAt),
		calledBy: entry.calledBy === null ? null : nameOf(facts.team, entry.calledBy),
		startedAt: iso(entry.startedAt),
		room: entry.room === null ? null : nameOf(facts.rooms, entry.room),
		undo: undoOf(facts, visit, entry),
		...ticketOf(facts, visit.word)
	};
}

function recheckMinutes({ site }: BoardFacts): RecheckMinutes {
	return { usual: site.recheck_minutes, sooner: site.recheck_sooner_minutes };
}

/** Someone of the team has this place, or it waits: not yet over. */
export function isOpen(entry: Entry): boolean {
	return entry.status === 'waiting' || isActive(entry);
}

/** The row's name, or its id when the row is gone. */
export function nameOf(rows: readonly NamedRow[], id: string): { id: string; name: string } {
	return { id, name: rows.find((row) => row.id === id)?.name ?? id };
}

function isPastGrace({ at, site }: BoardFacts, visit: Visit): boolean {
	return visit.presence === 'absent' && at - visit.presenceAt > site.grace_minutes * 60_000;
}

function undoOf({ at }: BoardFacts, { lastStep }: Visit, entry: Entry): StaffEntry['undo'] {
	if (lastStep === null || lastStep.before === null || lastStep.entryId !== entry.id) return null;
	const until = lastStep.at + UNDO_MS;
	return until < at ? null : { by: lastStep.by, until: iso(until) };
}

function iso(at: number): string;
function iso(at: number | null): string | null;
function iso(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
