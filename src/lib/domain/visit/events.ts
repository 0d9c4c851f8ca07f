/** What has happened to a visit. Ids, codes, times and counts only: nothing here names a person. */
import type {
	Answer,
	CallWay,
	Deferral,
	Level,
	LevelCause,
	Outcome,
	RerouteTime
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
			reasons: string[];
			entries: { id: string; service: string }[];
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
	| { type: 'VisitSteppedOut'; visitId: string }
	| { type: 'VisitReturned'; visitId: string; inGrace: boolean }
	| { type: 'VisitLeft'; visitId: string }
	| { type: 'VisitReopened'; visitId: string; entryIds: string[] }
	| {
			type: 'DetailsChanged';
			visitId: string;
			changes: VisitDetails;
			personal: PersonalMark[];
	  };

/** The coded answers that may be completed later; a missing one is unchanged. */
export interface VisitDetails {
	callBy?: CallWay;
	language?: string | null;
	peerWanted?: Answer;
	traineeAccepted?: Answer;
	reasons?: string[];
	arrivedAt?: number;
	backdated?: boolean;
}

/**
 * Says that a personal value changed, not what it is: a salted HMAC whose salt is erased with the value,
 * so that forgetting leaves the log whole and mute (ADR 5).
 */
export interface PersonalMark {
	field: 'alias' | 'note' | 'contact';
	mark: string;
}

/** Who caused an event, when, and by which command. */
export interface Cause {
	commandId: string;
	by: string;
	at: number;
}
