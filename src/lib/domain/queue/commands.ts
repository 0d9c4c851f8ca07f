/** What may be asked of a site's queue. Shapes are checked at the wire; meaning is decided here. */
import type { HealthCard, NoticeWay } from '#lib/domain/person/state.ts';
import type { GivenAnswer } from '#lib/domain/question/question.ts';
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import type { NotedOver } from '#lib/domain/visit/noted.ts';
import type {
	Animal,
	Answer,
	CallWay,
	Deferral,
	InterpreterGender,
	InterpreterMode,
	Level,
	LevelCause,
	Outcome,
	PartyMode,
	RerouteTime,
	Subject
} from '#lib/domain/visit/state.ts';

export interface RegisterVisit {
	verb: 'register';
	visitId: string;
	reasons: readonly string[];
	/** Asked for by name, instead of what the reasons lead to. */
	services: readonly string[];
	/** Since the first touch, in ms: arrival is when the person came, not when the form was done (R-Q1). */
	ageMs: number;
	callBy: CallWay;
	language: string | null;
	peerWanted: Answer;
	traineeAccepted: Answer;
	partyId: string | null;
	/** Null: as the party already is, else together. */
	partyMode: PartyMode | null;
	subject: Subject;
	/** The animal itself, or the one that comes along. */
	animal: Animal | null;
	/** An animal's human; for a person, whose party they come in. */
	withVisitId: string | null;
	pressing: Answer;
	quietCorner: Answer;
	dimLight: Answer;
	/** A word promised to the person before the server knew. */
	word: string | null;
	/** Somebody who was recognised before they were put on the list. */
	personId: string | null;
	healthCard: HealthCard;
	answers: readonly GivenAnswer[];
	personal: readonly PersonalMark[];
}

export interface CallNext {
	verb: 'call_next';
	services: readonly string[] | null;
	room: string | null;
	alsoCall: boolean;
}

/** One step of one place. */
export type EntryCommand =
	| { verb: 'call'; entryId: string; room: string | null; alsoCall: boolean }
	| { verb: 'take_over'; entryId: string; room: string | null }
	| { verb: 'recall' | 'start' | 'absent' | 'release' | 'undo'; entryId: string }
	| { verb: 'complete'; entryId: string; outcome: Outcome }
	| { verb: 'reroute'; entryId: string; service: string; when: RerouteTime }
	| { verb: 'level'; entryId: string; level: Level; cause: LevelCause | null }
	| { verb: 'defer'; entryId: string; to: Deferral }
	| { verb: 'cancel'; entryId: string; redirected: boolean };

/** Presence of one visit, and its later completion. */
export type VisitCommand =
	| { verb: 'step_out' | 'return' | 'leave'; visitId: string }
	| { verb: 'reopen'; visitId: string }
	| {
			verb: 'details';
			visitId: string;
			callBy?: CallWay;
			language?: string | null;
			peerWanted?: Answer;
			traineeAccepted?: Answer;
			reasons?: readonly string[];
			healthCard?: HealthCard;
			pressing?: Answer;
			quietCorner?: Answer;
			dimLight?: Answer;
			animal?: Animal | null;
			/** Corrects the arrival: it was this long ago. */
			ageMs?: number;
			answers: readonly GivenAnswer[];
			personal: readonly PersonalMark[];
			/** What stood on the screen where the values were typed. */
			over?: NotedOver;
	  }
	| { verb: 'answer_questions'; visitId: string; answers: readonly GivenAnswer[] };

export type BlockCommand =
	| {
			verb: 'open_block';
			blockId: string;
			localDay: string;
			startsAt: number;
			endsAt: number;
			services: readonly string[];
			defaultService: string | null;
	  }
	| { verb: 'close_block' };

/** Around one visit: who it is, what they were told, who may not see it. */
export type IdentityCommand =
	| {
			verb: 'identify';
			visitId: string;
			personId: string;
			isNew: boolean;
			knownElsewhere: boolean | null;
			personal: readonly PersonalMark[];
	  }
	| { verb: 'notice'; visitId: string; version: number; language: string; way: NoticeWay }
	| { verb: 'restrict' | 'lift_restriction'; visitId: string; accountId: string }
	| { verb: 'follow_up'; visitId: string; on: string | null };

export interface MergeVisits {
	verb: 'merge_visits';
	visitId: string;
	otherVisitId: string;
}

/** Who is with whom, and who has been looked after meanwhile. */
export type CompanyCommand =
	| { verb: 'group'; visitId: string; withVisitId: string; mode: PartyMode }
	| { verb: 'ungroup'; visitId: string }
	| { verb: 'where'; visitId: string; room: string | null }
	| { verb: 'check_in'; visitId: string }
	| {
			verb: 'interpreter';
			visitId: string;
			language: string;
			mode: InterpreterMode;
			gender: InterpreterGender;
			noRelative: boolean;
	  }
	| { verb: 'interpreter_confirmed' | 'interpreter_withdrawn'; visitId: string };

/** Changes to somebody who is known. */
export type PersonCommand =
	| {
			verb: 'person_details';
			personId: string;
			knownElsewhere: boolean | null;
			personal: readonly PersonalMark[];
	  }
	| { verb: 'health_number'; personId: string; personal: readonly PersonalMark[] }
	| { verb: 'merge_people'; personId: string; intoId: string }
	| { verb: 'separate_people'; personId: string };

/** « Coup d’œil ». The words stay beside the command: the log of commands never has them. */
export interface AskLook {
	verb: 'quick_look';
	lookId: string;
	visitId: string | null;
	signs: readonly string[];
	room: string | null;
	/** Accounts that were told already. */
	told: readonly string[];
}

/** One step of one look. */
export type LookCommand =
	| { verb: 'acknowledge_look' | 'close_look'; lookId: string }
	| { verb: 'tell_look'; lookId: string; accountId: string };

export interface TallyCommand {
	verb: 'tally' | 'untally';
	kind: string;
}

export type Command =
	| RegisterVisit
	| CallNext
	| EntryCommand
	| VisitCommand
	| IdentityCommand
	| MergeVisits
	| CompanyCommand
	| PersonCommand
	| AskLook
	| LookCommand
	| TallyCommand
	| BlockCommand;
