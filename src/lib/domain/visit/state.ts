/**
 * A visit is one person's presence at one block. It holds one entry per service wanted.
 *
 * Presence belongs to the visit:
 *
 *     here ⇄ stepped_out      here → absent → here      any but in service → left → here (reopen)
 *
 * Status and level belong to the entry:
 *
 *     waiting → called → in_service → done
 *        ↑________|___________|          (release; absent from called)
 *     waiting | called | in_service → rerouted     waiting | called → deferred | cancelled | redirected
 *
 * Instants are milliseconds since 1970 UTC. Nothing in here identifies a person: alias, contact and
 * notes live apart and can be erased.
 */
import type { FollowUp, HealthCard, Notice } from '#lib/domain/person/state.ts';

export type Presence = 'here' | 'stepped_out' | 'absent' | 'left';

export type EntryStatus =
	'waiting' | 'called' | 'in_service' | 'done' | 'rerouted' | 'deferred' | 'redirected' | 'cancelled';

/** Three levels only (R-Q2); the order of this list is the order of passing. */
export const LEVELS = ['now', 'sooner_today', 'arrival_order'] as const;
export type Level = (typeof LEVELS)[number];

/** Why somebody passes earlier (R-Q3). */
export const LEVEL_CAUSES = [
	'pain',
	'pregnancy',
	'young_child',
	'distress',
	'safety',
	'schedule',
	'clinical'
] as const;
export type LevelCause = (typeof LEVEL_CAUSES)[number];

/** How the person wants to be called (R-D1, R-D2). */
export const CALL_WAYS = ['word', 'alias_aloud', 'discreet', 'text'] as const;
export type CallWay = (typeof CALL_WAYS)[number];

/** An answer to a question that may be skipped: refused, unknown and never asked differ (R-I2). */
export const ANSWERS = ['yes', 'no', 'later', 'unknown', 'declined', 'not_asked'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Whether a party is called at once, or each when their own turn comes (R-Q8). */
export const PARTY_MODES = ['together', 'one_after_other'] as const;
export type PartyMode = (typeof PARTY_MODES)[number];

/** Whom a visit is for; an animal is not counted as a person (R-Q9). */
export const SUBJECTS = ['person', 'animal'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const ANIMAL_SPECIES = ['dog', 'cat', 'other'] as const;
export type AnimalSpecies = (typeof ANIMAL_SPECIES)[number];
/** As the person says. */
export const ANIMAL_TEMPERS = ['calm', 'nervous', 'unknown'] as const;
export type AnimalTemper = (typeof ANIMAL_TEMPERS)[number];

export interface Animal {
	readonly species: AnimalSpecies;
	readonly temper: AnimalTemper;
}

export const INTERPRETER_MODES = ['on_site', 'phone', 'video', 'team_member'] as const;
export type InterpreterMode = (typeof INTERPRETER_MODES)[number];
export const INTERPRETER_GENDERS = ['woman', 'man', 'any'] as const;
export type InterpreterGender = (typeof INTERPRETER_GENDERS)[number];

/** An interpreter that somebody asked for (R-I10). */
export interface Interpreter {
	/** A language or a dialect, by its code. */
	readonly language: string;
	readonly mode: InterpreterMode;
	readonly gender: InterpreterGender;
	/** A relative is not to interpret. */
	readonly noRelative: boolean;
	readonly askedAt: number;
	readonly confirmedAt: number | null;
}

/** How an encounter ended; « on a juste jasé » is a valid outcome (R-R6). */
export const OUTCOMES = ['met', 'just_talked'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where a person who was not seen is offered to go (R-Q5). */
export const DEFERRALS = ['next_block', 'other_site', 'line_811', 'unspecified'] as const;
export type Deferral = (typeof DEFERRALS)[number];

/** When a rerouted person wants the other service (R-R2). */
export const REROUTE_TIMES = ['now', 'later', 'other_day'] as const;
export type RerouteTime = (typeof REROUTE_TIMES)[number];

/** Why a place ended without an encounter; `left` is kept apart so that reopening can restore it. */
export type EndCause = 'person' | 'left' | 'merged' | Outcome | Deferral;

export interface Entry {
	readonly id: string;
	readonly service: string;
	readonly status: EntryStatus;
	readonly level: Level;
	readonly levelCause: LevelCause | null;
	readonly levelBy: string | null;
	readonly levelAt: number | null;
	readonly calledBy: string | null;
	readonly calledAt: number | null;
	readonly callCount: number;
	readonly room: string | null;
	readonly startedAt: number | null;
	readonly endedAt: number | null;
	readonly endCause: EndCause | null;
}

export interface Visit {
	readonly id: string;
	readonly blockId: string;
	readonly word: string;
	readonly arrivedAt: number;
	readonly registeredAt: number;
	/** The arrival was moved back by more than two minutes, or clamped to the block (ADR 10). */
	readonly backdated: boolean;
	readonly presence: Presence;
	readonly presenceAt: number;
	readonly returnedInGrace: boolean;
	readonly callBy: CallWay;
	readonly language: string | null;
	readonly peerWanted: Answer;
	readonly traineeAccepted: Answer;
	readonly partyId: string | null;
	readonly partyMode: PartyMode;
	readonly subject: Subject;
	/** The animal itself, or the one that came along with a person. */
	readonly animal: Animal | null;
	/** The human's visit, for an animal's. */
	readonly withVisitId: string | null;
	/** « Ça presse ? » */
	readonly pressing: Answer;
	/** Wishes; they change no place (R-D8). */
	readonly quietCorner: Answer;
	readonly dimLight: Answer;
	readonly interpreter: Interpreter | null;
	/** When somebody last asked « Ça va toujours ? ». */
	readonly checkedAt: number | null;
	readonly reasons: readonly string[];
	/** In the order the person wants them. */
	readonly entries: readonly Entry[];
	readonly lastStep: LastStep | null;
	/** The key of somebody who chose to be known; null for everybody else, who count all the same (R-P2). */
	readonly personId: string | null;
	/** The visit that took this one's places: the same person had been put on the list twice. */
	readonly mergedInto: string | null;
	readonly healthCard: HealthCard;
	/** What the person was told about their information; once per visit. */
	readonly notice: Notice | null;
	readonly followUp: FollowUp | null;
}

/** What the visit was before its last command: enough to undo it once. */
export interface LastStep {
	readonly commandId: string;
	readonly entryId: string | null;
	readonly by: string;
	readonly at: number;
	readonly before: Snapshot | null;
}

export type Snapshot = Pick<
	Visit,
	'presence' | 'presenceAt' | 'returnedInGrace' | 'entries' | 'arrivedAt' | 'backdated'
>;

/** As much of a visit as says which steps are possible; a screen knows no more than this. */
export interface Standing<E extends Pick<Entry, 'status'> = Pick<Entry, 'status'>> {
	readonly presence: Presence;
	readonly entries: readonly E[];
}

/** The entry that is called or in service, of which a visit has at most one. */
export function activeEntry<E extends Pick<Entry, 'status'>>(visit: Standing<E>): E | undefined {
	return visit.entries.find((entry) => isActive(entry));
}

/** Somebody of the team has this entry in hand. */
export function isActive(entry: Pick<Entry, 'status'>): boolean {
	return entry.status === 'called' || entry.status === 'in_service';
}

/** Nothing is left to do for this visit in this block. */
export function isFinished(visit: Standing): boolean {
	return visit.presence === 'left' || !visit.entries.some((e) => e.status === 'waiting' || isActive(e));
}
