/** Visits and entries between rows and domain. Rows are snake_case, instants are dates. */
import type { NoticeWay } from '#lib/domain/person/state.ts';
import type { Animal, Entry, Interpreter, LastStep, Visit } from '#lib/domain/visit/state.ts';
import { isFinished } from '#lib/domain/visit/state.ts';

export interface EntryRow {
	id: string;
	visit_id: string;
	position: number;
	service_id: string;
	status: Entry['status'];
	level: Entry['level'];
	level_cause: Entry['levelCause'];
	level_by: string | null;
	level_at: Date | null;
	called_by: string | null;
	called_at: Date | null;
	call_count: number;
	room_id: string | null;
	started_at: Date | null;
	ended_at: Date | null;
	end_cause: Entry['endCause'];
}

export interface VisitRow {
	id: string;
	block_id: string;
	word: string;
	arrived_at: Date;
	registered_at: Date;
	backdated: boolean;
	presence: Visit['presence'];
	presence_at: Date;
	returned_in_grace: boolean;
	call_by: Visit['callBy'];
	language: string | null;
	peer_wanted: Visit['peerWanted'];
	trainee_accepted: Visit['traineeAccepted'];
	party_id: string | null;
	party_mode: Visit['partyMode'];
	subject: Visit['subject'];
	animal_species: Animal['species'] | null;
	animal_temper: Animal['temper'] | null;
	with_visit_id: string | null;
	pressing: Visit['pressing'];
	quiet_corner: Visit['quietCorner'];
	dim_light: Visit['dimLight'];
	interpreter_language: string | null;
	interpreter_mode: Interpreter['mode'] | null;
	interpreter_gender: Interpreter['gender'] | null;
	interpreter_no_relative: boolean | null;
	interpreter_asked_at: Date | null;
	interpreter_confirmed_at: Date | null;
	checked_at: Date | null;
	reasons: string[];
	last_step: LastStep | null;
	person_id: string | null;
	merged_into: string | null;
	health_card: Visit['healthCard'];
	notice_version: number | null;
	notice_language: string | null;
	notice_way: NoticeWay | null;
	follow_up_by: string | null;
	/** `YYYY-MM-DD`, or a date of the driver's. */
	follow_up_on: string | Date | null;
}

/** Visits by id, with their entries in the order wanted. */
export function toVisits(visits: readonly VisitRow[], entries: readonly EntryRow[]): Map<string, Visit> {
	const byVisit = groupByVisit(entries);
	return new Map(visits.map((row) => [row.id, toVisit(row, byVisit.get(row.id) ?? [])]));
}

function groupByVisit(entries: readonly EntryRow[]): Map<string, EntryRow[]> {
	const groups = new Map<string, EntryRow[]>();
	for (const row of entries) {
		const group = groups.get(row.visit_id);
		if (group === undefined) groups.set(row.visit_id, [row]);
		else group.push(row);
	}
	return groups;
}

function toVisit(row: VisitRow, entries: EntryRow[]): Visit {
	return {
		id: row.id,
		blockId: row.block_id,
		word: row.word,
		arrivedAt: row.arrived_at.getTime(),
		registeredAt: row.registered_at.getTime(),
		backdated: row.backdated,
		presence: row.presence,
		presenceAt: row.presence_at.getTime(),
		returnedInGrace: row.returned_in_grace,
		callBy: row.call_by,
		language: row.language,
		peerWanted: row.peer_wanted,
		traineeAccepted: row.trainee_accepted,
		partyId: row.party_id,
		partyMode: row.party_mode,
		subject: row.subject,
		animal: toAnimal(row),
		withVisitId: row.with_visit_id,
		pressing: row.pressing,
		quietCorner: row.quiet_corner,
		dimLight: row.dim_light,
		interpreter: toInterpreter(row),
		checkedAt: row.checked_at?.getTime() ?? null,
		reasons: row.reasons,
		entries: entries.sort((a, b) => a.position - b.position).map(toEntry),
		lastStep: row.last_step,
		personId: row.person_id,
		mergedInto: row.merged_into,
		healthCard: row.health_card,
		notice: toNotice(row),
		followUp: toFollowUp(row)
	};
}

function toNotice({ notice_version: version, notice_language: language, notice_way: way }: VisitRow) {
	return version === null || language === null || way === null ? null : { version, language, way };
}

function toFollowUp({ follow_up_by: by, follow_up_on: on }: VisitRow) {
	if (by === null || on === null) return null;
	return { by, on: typeof on === 'string' ? on : on.toISOString().slice(0, 10) };
}

function toAnimal({ animal_species: species, animal_temper: temper }: VisitRow): Animal | null {
	return species === null || temper === null ? null : { species, temper };
}

function toInterpreter(row: VisitRow): Interpreter | null {
	const { interpreter_language: language, interpreter_mode: mode, interpreter_gender: gender } = row;
	const askedAt = row.interpreter_asked_at?.getTime();
	if (language === null || mode === null || gender === null || askedAt === undefined) return null;
	return {
		...{ language, mode, gender, askedAt },
		noRelative: row.interpreter_no_relative ?? false,
		confirmedAt: row.interpreter_confirmed_at?.getTime() ?? null
	};
}

function toEntry(row: EntryRow): Entry {
	return {
		id: row.id,
		service: row.service_id,
		status: row.status,
		level: row.level,
		levelCause: row.level_cause,
		levelBy: row.level_by,
		levelAt: row.level_at?.getTime() ?? null,
		calledBy: row.called_by,
		calledAt: row.called_at?.getTime() ?? null,
		callCount: row.call_count,
		room: row.room_id,
		startedAt: row.started_at?.getTime() ?? null,
		endedAt: row.ended_at?.getTime() ?? null,
		endCause: row.end_cause
	};
}

/** Where the visits of a batch are written: `localDay` is the day of new ones, `openBlockId` the block after the batch. */
export interface VisitPlace {
	readonly siteId: string;
	readonly localDay: string;
	readonly openBlockId: string | null;
}

/**
 * What the row's `finished` says: nothing is left to do, or the block is over. Derived, so that no event tells it; the
 * database's own rule of one active visit per person reads it.
 */
export function isOverAt({ openBlockId }: VisitPlace, visit: Visit): boolean {
	return visit.blockId !== openBlockId || isFinished(visit);
}

/** The row of a visit as JSON for `jsonb_populate_recordset`. */
export function visitRecord(visit: Visit, place: VisitPlace) {
	const { siteId, localDay } = place;
	return {
		id: visit.id,
		site_id: siteId,
		block_id: visit.blockId,
		local_day: localDay,
		word: visit.word,
		arrived_at: iso(visit.arrivedAt),
		registered_at: iso(visit.registeredAt),
		backdated: visit.backdated,
		presence: visit.presence,
		presence_at: iso(visit.presenceAt),
		returned_in_grace: visit.returnedInGrace,
		call_by: visit.callBy,
		language: visit.language,
		peer_wanted: visit.peerWanted,
		trainee_accepted: visit.traineeAccepted,
		party_id: visit.partyId,
		party_mode: visit.partyMode,
		subject: visit.subject,
		animal_species: visit.animal?.species ?? null,
		animal_temper: visit.animal?.temper ?? null,
		with_visit_id: visit.withVisitId,
		pressing: visit.pressing,
		quiet_corner: visit.quietCorner,
		dim_light: visit.dimLight,
		interpreter_language: visit.interpreter?.language ?? null,
		interpreter_mode: visit.interpreter?.mode ?? null,
		interpreter_gender: visit.interpreter?.gender ?? null,
		interpreter_no_relative: visit.interpreter?.noRelative ?? null,
		interpreter_asked_at: iso(visit.interpreter?.askedAt ?? null),
		interpreter_confirmed_at: iso(visit.interpreter?.confirmedAt ?? null),
		checked_at: iso(visit.checkedAt),
		reasons: [...visit.reasons],
		finished: isOverAt(place, visit),
		last_step: visit.lastStep,
		person_id: visit.personId,
		merged_into: visit.mergedInto,
		health_card: visit.healthCard,
		notice_version: visit.notice?.version ?? null,
		notice_language: visit.notice?.language ?? null,
		notice_way: visit.notice?.way ?? null,
		follow_up_by: visit.followUp?.by ?? null,
		follow_up_on: visit.followUp?.on ?? null
	};
}

/** The rows of a visit's entries as JSON for `jsonb_populate_recordset`. */
export function entryRecords(visit: Visit) {
	return visit.entries.map((entry, position) => ({
		id: entry.id,
		visit_id: visit.id,
		position,
		service_id: entry.service,
		status: entry.status,
		level: entry.level,
		level_cause: entry.levelCause,
		level_by: entry.levelBy,
		level_at: iso(entry.levelAt),
		called_by: entry.calledBy,
		called_at: iso(entry.calledAt),
		call_count: entry.callCount,
		room_id: entry.room,
		started_at: iso(entry.startedAt),
		ended_at: iso(entry.endedAt),
		end_cause: entry.endCause
	}));
}

function iso(at: number): string;
function iso(at: number | null): string | null;
function iso(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
