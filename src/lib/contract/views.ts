/**
 * What each audience sees of a site. An audience is a type: what it may not know has no field here (ADR 4).
 * Instants are ISO strings, never durations; the client counts with the server's clock.
 */
import type { Audience } from '#lib/domain/policy/policy.ts';
import type {
	Animal,
	Answer,
	CallWay,
	EntryStatus,
	Interpreter,
	Level,
	LevelCause,
	PartyMode,
	Presence,
	Subject
} from '#lib/domain/visit/state.ts';

/** A ticket word with the pictogram of its noun. */
interface Ticket {
	word: string;
	pictogram: string;
}

interface SiteHeader {
	siteId: string;
	siteName: string;
	/** The site's own, to tell times of day by, wherever the screen believes it is. */
	timezone: string;
	/** For practice: nobody here is on the real list, and nothing counts. */
	practice: boolean;
	/** Null when no block is open. */
	block: { localDay: string; startsAt: string; endsAt: string } | null;
	/** The next block of the week, in the site's local time; null when none is planned. */
	nextBlock: { localDay: string; startsAt: string } | null;
}

export interface NamedRow {
	id: string;
	name: string;
	pictogram?: string;
}

/** A « coup d’œil » that is under way, as coordination sees it. */
export interface CoordinatorLook {
	id: string;
	visitId: string | null;
	/** Null for somebody who is not on the list. */
	word: string | null;
	pictogram: string | null;
	room: string | null;
	askedAt: string;
	askedBy: string;
	/** Whoever asked may take it back until somebody goes. */
	askedById: string;
	told: { id: string; name: string; at: string }[];
	acknowledgedAt: string | null;
	acknowledgedBy: string | null;
}
export interface TeamLook extends CoordinatorLook {
	signs: Required<NamedRow>[];
}
export interface ClinicianLook extends TeamLook {
	/** The person's exact words. */
	words: string | null;
}
export interface HostWorkerLook {
	id: string;
	word: string | null;
	room: string | null;
	askedAt: string;
	acknowledged: boolean;
}

/** What is counted in the block without a place on the list. */
export interface Tally extends Required<NamedRow> {
	count: number;
}

/** A public screen: words and rooms of current calls. Discreet and text calls are not in it at all. */
export interface DisplayView {
	siteName: string;
	timezone: string;
	/** Of the site for practice: says so, large. */
	practice: boolean;
	open: boolean;
	calls: DisplayCall[];
	recent: DisplayCall[];
}
export interface DisplayCall extends Ticket {
	/** Stable key of this call, so that a screen may say what is new; raised by a recall. */
	key: string;
	room: string | null;
	calledAt: string;
}

/** The host's own worker: words and places, never why (R-B5). */
export interface HostWorkerView extends SiteHeader {
	/** Where people wait here; none at a site that named no area. */
	areas: NamedRow[];
	entries: HostWorkerEntry[];
	looks: HostWorkerLook[];
	tallies: Tally[];
}
export interface HostWorkerEntry extends Ticket {
	id: string;
	visitId: string;
	status: 'waiting' | 'called' | 'in_service';
	presence: Presence;
	callBy: CallWay;
	/** Where they are received. */
	room: string | null;
	/** Where they wait, so that they can be fetched; null when nobody said. */
	where: string | null;
}

interface StaffEntry extends Ticket {
	/**
	 * A colleague may not see this person's file: everybody sees the word, the service and the status, and what a call
	 * takes; the rest stands at its neutral value.
	 */
	masked: boolean;
	id: string;
	visitId: string;
	service: string;
	/** Other services that this visit still waits for. */
	alsoWaitsFor: string[];
	status: EntryStatus;
	presence: Presence;
	presenceAt: string;
	level: Level;
	levelCause: LevelCause | null;
	levelBy: string | null;
	levelAt: string | null;
	/** Why this place passes before an earlier arrival; null when it does not. */
	passesEarlier: 'level' | 'returned_in_grace' | null;
	/** Away for longer than the grace: the place is kept, and is the ordinary one again. */
	pastGrace: boolean;
	arrivedAt: string;
	backdated: boolean;
	callBy: CallWay;
	calledAt: string | null;
	calledBy: NamedRow | null;
	callCount: number;
	startedAt: string | null;
	endedAt: string | null;
	room: NamedRow | null;
	partyId: string | null;
	partyMode: PartyMode;
	/** An animal is not counted as a person. */
	subject: Subject;
	/** From then on « Ça va toujours ? » is to be asked; null when it is not. It moves no place. */
	recheckDueAt: string | null;
	/** The command that can still be undone, until when, and by whom. */
	undo: { by: string; until: string } | null;
}

/** What whoever welcomes or receives somebody needs to know besides: found here, and nowhere else. */
export interface Company {
	/** The animal itself, or the one that came along. */
	animal: Animal | null;
	/** The word of an animal's human. */
	withWord: string | null;
	pressing: Answer;
	/** Wishes. */
	quietCorner: Answer;
	dimLight: Answer;
	/** The area where they wait; null when nobody said, or when it is gone. */
	where: NamedRow | null;
	interpreter: AskedInterpreter | null;
}
/** An interpreter that was asked for (R-I10). */
export interface AskedInterpreter extends Pick<Interpreter, 'language' | 'mode' | 'gender' | 'noRelative'> {
	confirmed: boolean;
}

export interface ReceptionEntry extends StaffEntry, Company {
	alias: string | null;
	language: string | null;
	peerWanted: Answer;
	/** The random key of somebody who is known; opens nothing by itself. */
	personId: string | null;
	/** They were told what is noted about them. */
	noticeGiven: boolean;
}
export interface CutDisplay {
	id: string;
	/** As its team named it; may be empty. */
	label: string;
	at: string;
}
interface TeamHeader extends SiteHeader {
	services: NamedRow[];
	rooms: (NamedRow & { kind: 'care' | 'area' })[];
	/** Those who receive people here. */
	team: { id: string; name: string; title: string }[];
	/** Screens whose key was shown by somebody else too, and that were cut for it, until the team has seen it. */
	cutDisplays: CutDisplay[];
}

/** The tablet at the door: the whole list, as the team sees it. */
export interface ReceptionView extends TeamHeader {
	reasons: (NamedRow & { short: string; route: string[] })[];
	defaultService: string | null;
	entries: ReceptionEntry[];
	/** Observable signs, to choose among. */
	signs: Required<NamedRow>[];
	looks: TeamLook[];
	tallies: Tally[];
}

/** What only those who give the service may see of a place. */
export interface EntryForCare extends Company {
	alias: string | null;
	reasons: NamedRow[];
	language: string | null;
	peerWanted: Answer;
	traineeAccepted: Answer;
	personId: string | null;
}
export interface ClinicianEntry extends StaffEntry {
	/** Null for services that this audience does not give. */
	care: EntryForCare | null;
}

/** A clinician's phone: the list of the services given, and who is in which room. */
export interface ClinicianView extends TeamHeader {
	/** The services that this audience gives. */
	gives: string[];
	entries: ClinicianEntry[];
	looks: ClinicianLook[];
}

/** Coordination: the state of the site, without anybody's story. People are counted; animals apart. */
export interface CoordinatorView extends TeamHeader {
	entries: StaffEntry[];
	looks: CoordinatorLook[];
	tallies: Tally[];
	counts: {
		arrived: number;
		waiting: number;
		inService: number;
		seen: number;
		left: number;
		deferred: number;
		longestWaitSince: string | null;
		now: number;
		soonerToday: number;
		/** Visits of animals. */
		animals: number;
	};
}

/** The list of the open block on paper: words, and nothing that tells who, why or how ill (R-D2). */
export interface PrintedList {
	siteName: string;
	timezone: string;
	practice: boolean;
	printedAt: string;
	open: boolean;
	/** As people pass; for the host's own worker as they came, since the order of passing would tell. */
	order: 'passing' | 'arrival';
	words: string[];
}
/** An empty card for what is noted at the door while there is no power: the pictures of the reasons, and no answer. */
export interface PaperCard {
	siteName: string;
	practice: boolean;
	reasons: { short: string; pictogram: string }[];
	/** What is asked before the place on the list, in its order and in the site's form of address. */
	questions: PaperQuestion[];
}
/** `labels` are boxes to tick; without any there is a line to write on. */
export interface PaperQuestion {
	text: string;
	is: 'reasons' | 'company' | 'other';
	labels: string[];
}

export interface ViewOf {
	display: DisplayView;
	host_worker: HostWorkerView;
	reception: ReceptionView;
	clinician: ClinicianView;
	coordinator: CoordinatorView;
}

/** One message: a whole view with its place in the site's history. */
export interface Board<A extends Audience = Audience> {
	siteId: string;
	epoch: number;
	seq: number;
	audience: A;
	view: ViewOf[A];
}
