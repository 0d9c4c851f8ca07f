/** What has happened to a visit. Ids, codes, times and counts only: nothing here names a person. */
import type { HealthCard, NoticeWay } from '#lib/domain/person/state.ts';
import type {
	Animal,
	Answer,
	CallWay,
	Deferral,
	Level,
	LevelCause,
	Outcome,
	PartyMode,
	RerouteTime,
	Subject
} from '#lib/domain/visit/state.ts';

export type VisitEvent =
	| {
			type: 'VisitRegistered';
			visitId: string;
			blockId: string;
			word: string;
			arrivedAt: number;
			backdated: boolean;
			callBy: CallWay;
			language: string | null;
			peerWanted: Answer;
			traineeAccepted: Answer;
			partyId: string | null;
			/** What follows is absent in events from before it was asked about. */
			partyMode?: PartyMode;
			subject?: Subject;
			animal?: Animal | null;
			withVisitId?: string | null;
			pressing?: Answer;
			quietCorner?: Answer;
			dimLight?: Answer;
			reasons: string[];
			entries: { id: string; service: string }[];
			/** Absent in events from before health cards were asked about. */
			healthCard?: HealthCard;
			personId?: string | null;
			personal: PersonalMark[];
	  }
	| { type: 'EntryCalled'; visitId: string; entryId: string; room: string | null }
	| { type: 'EntryRecalled'; visitId: string; entryId: string }
	| { type: 'EntryStarted'; visitId: string; entryId: string }
	| { type: 'EntryCompleted'; visitId: string; entryId: string; outcome: Outcome }
	| { type: 'PersonNotThere'; visitId: string; entryId: string }
	| { type: 'EntryReleased'; visitId: string; entryId: string }
	| { type: 'EntryTakenOver'; visitId: string; entryId: string; room: string | null }
	| {
			type: 'EntryRerouted';
			visitId: string;
			entryId: string;
			newEntryId: string;
			service: string;
			when: RerouteTime;
	  }
	| {
			type: 'LevelSet';
			visitId: string;
			entryId: string;
			level: Level;
			cause: LevelCause | null;
	  }
	| { type: 'EntryDeferred'; visitId: string; entryId: string; to: Deferral }
	| { type: 'EntryCancelled'; visitId: string; entryId: string; redirected: boolean }
	| { type: 'StepUndone'; visitId: string; entryId: string }
	| {
			type: 'VisitIdentified';
			visitId: string;
			personId: string;
			isNew: boolean;
			knownElsewhere: boolean | null;
			personal: PersonalMark[];
	  }
	| { type: 'NoticeGiven'; visitId: string; version: number; language: string; way: NoticeWay }
	| {
			type: 'RestrictionSet';
			visitId: string;
			restrictionId: string;
			accountId: string;
			/** Of the visit's person, wherever they go; else of this visit alone. */
			ofPerson: boolean;
	  }
	| { type: 'RestrictionLifted'; visitId: string; accountId: string; restrictionIds: string[] }
	| { type: 'FollowUpSet'; visitId: string; on: string | null }
	| { type: 'VisitAbsorbed'; visitId: string; intoId: string }
	| {
			type: 'VisitTookOver';
			visitId: string;
			absorbedId: string;
			personId: string | null;
			reasons: string[];
			places: TakenPlace[];
	  }
	| { type: 'VisitSteppedOut'; visitId: string }
	| { type: 'VisitReturned'; visitId: string; inGrace: boolean }
	| { type: 'VisitLeft'; visitId: string }
	| { type: 'VisitReopened'; visitId: string; entryIds: string[] }
	| {
			type: 'DetailsChanged';
			visitId: string;
			changes: VisitDetails;
			personal: PersonalMark[];
	  }
	| {
			type: 'QuestionsAnswered';
			visitId: string;
			/** Which, never what was said: an answer can be changed and forgotten, the log can't. */
			answers: { question: string; version: number }[];
	  };

/** A place that came with an absorbed visit: a new one, or a higher level for one that stood already. */
export interface TakenPlace {
	entryId: string;
	service: string;
	level: Level;
	levelCause: LevelCause | null;
	levelBy: string | null;
	levelAt: number | null;
}

/** The coded answers that may be completed later; a missing one is unchanged. */
export interface VisitDetails {
	callBy?: CallWay;
	language?: string | null;
	peerWanted?: Answer;
	traineeAccepted?: Answer;
	reasons?: string[];
	healthCard?: HealthCard;
	arrivedAt?: number;
	backdated?: boolean;
}

/**
 * Says that a personal value changed, not what it is: a salted HMAC whose salt is erased with the value,
 * so that forgetting leaves the log whole and mute (ADR 5).
 */
export interface PersonalMark {
	field: 'alias' | 'note' | 'contact' | 'legal_name' | 'word' | 'card' | 'health_number' | 'memory_code';
	mark: string;
}

/** Who caused an event, when, and by which command. */
export interface Cause {
	commandId: string;
	by: string;
	at: number;
}
