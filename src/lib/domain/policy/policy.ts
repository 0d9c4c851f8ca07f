/**
 * The one table of who may do what, asked in `execute` and in views. What is not written here is refused.
 *
 *  yes       allowed
 *  gives     allowed for a service that the account gives at this site
 *  in_hand   allowed for the one who called, and for those who give the service
 *  levels    allowed when the account may set levels at this site
 *  own       allowed for one's own last step
 *  below     allowed for accounts of the roles that this one looks after (LOOKS_AFTER)
 */
import { ROLES, type Actor, type Role } from '#lib/domain/policy/roles.ts';

export const VERBS = [
	'register',
	'call_next',
	'call',
	'recall',
	'start',
	'complete',
	'absent',
	'release',
	'take_over',
	'reroute',
	'level',
	'defer',
	'cancel',
	'undo',
	'step_out',
	'return',
	'leave',
	'reopen',
	'details',
	'answer_questions',
	'identify',
	'notice',
	'restrict',
	'lift_restriction',
	'merge_visits',
	'follow_up',
	'group',
	'ungroup',
	'where',
	'check_in',
	'interpreter',
	'interpreter_confirmed',
	'interpreter_withdrawn',
	'person_details',
	'health_number',
	'merge_people',
	'separate_people',
	'quick_look',
	'acknowledge_look',
	'tell_look',
	'close_look',
	'tally',
	'untally',
	'open_block',
	'close_block'
] as const;
export type Verb = (typeof VERBS)[number];

export const READS = [
	'file',
	'break_glass',
	'find_person',
	'recent_people',
	'person',
	'person_export',
	'duplicates',
	'debrief',
	'arrangements',
	'arrangement_review',
	'pair_display',
	'leave_alone'
] as const;
export type Read = (typeof READS)[number];

/** Looking after the house: accounts, devices, settings, and what was changed about them. */
export const CARES = [
	'team',
	'one_time_code',
	'enrol_device',
	'devices',
	'site_settings',
	'history',
	'access_review',
	'incidents',
	'network_settings',
	'retention'
] as const;
export type HouseCare = (typeof CARES)[number];
export type Act = Verb | Read | HouseCare;

export const AUDIENCES = ['display', 'host_worker', 'reception', 'clinician', 'coordinator'] as const;
export type Audience = (typeof AUDIENCES)[number];
export type StaffAudience = Exclude<Audience, 'display'>;

export type Rule = 'yes' | 'gives' | 'in_hand' | 'levels' | 'own' | 'below';

const RECEPTION: Partial<Record<Act, Rule>> = {
	register: 'yes',
	recall: 'yes',
	start: 'yes',
	absent: 'yes',
	release: 'yes',
	reroute: 'yes',
	defer: 'yes',
	cancel: 'yes',
	step_out: 'yes',
	return: 'yes',
	leave: 'yes',
	reopen: 'yes',
	details: 'yes',
	answer_questions: 'yes',
	identify: 'yes',
	notice: 'yes',
	restrict: 'yes',
	lift_restriction: 'yes',
	merge_visits: 'yes',
	follow_up: 'yes',
	group: 'yes',
	ungroup: 'yes',
	where: 'yes',
	check_in: 'yes',
	interpreter: 'yes',
	interpreter_confirmed: 'yes',
	interpreter_withdrawn: 'yes',
	person_details: 'yes',
	quick_look: 'yes',
	tell_look: 'yes',
	// One's own, until somebody says « j’y vais »: whether it is over is a clinician's to say (R-I4).
	close_look: 'own',
	tally: 'yes',
	untally: 'yes',
	open_block: 'yes',
	close_block: 'yes',
	file: 'yes',
	break_glass: 'yes',
	find_person: 'yes',
	recent_people: 'yes',
	person: 'yes',
	debrief: 'yes',
	arrangements: 'yes',
	pair_display: 'yes',
	leave_alone: 'yes'
};

const CARE: Partial<Record<Act, Rule>> = {
	...RECEPTION,
	call_next: 'gives',
	call: 'gives',
	take_over: 'gives',
	complete: 'in_hand',
	undo: 'own'
};

const ALLOWED: Record<Role, Partial<Record<Act, Rule>>> = {
	peer_helper: CARE,
	clinician: {
		...CARE,
		level: 'levels',
		health_number: 'yes',
		person_export: 'yes',
		acknowledge_look: 'yes',
		close_look: 'yes'
	},
	coordinator: {
		...CARE,
		complete: 'yes',
		undo: 'yes',
		acknowledge_look: 'yes',
		close_look: 'yes',
		merge_people: 'yes',
		separate_people: 'yes',
		person_export: 'yes',
		duplicates: 'yes',
		arrangement_review: 'yes',
		access_review: 'yes',
		incidents: 'yes',
		team: 'below',
		one_time_code: 'below',
		devices: 'yes',
		site_settings: 'yes',
		history: 'yes'
	},
	host_worker: {
		register: 'yes',
		step_out: 'yes',
		return: 'yes',
		where: 'yes',
		quick_look: 'yes',
		close_look: 'own',
		tally: 'yes',
		untally: 'yes',
		pair_display: 'yes',
		leave_alone: 'yes'
	},
	trainee: {},
	evaluator: {},
	administrator: {
		pair_display: 'yes',
		team: 'below',
		one_time_code: 'below',
		enrol_device: 'yes',
		devices: 'yes',
		site_settings: 'yes',
		history: 'yes',
		access_review: 'yes',
		incidents: 'yes',
		network_settings: 'yes',
		retention: 'yes'
	}
};

/** Whose accounts a role looks after: nobody makes, or lets in again, somebody who may do more than they may. */
const LOOKS_AFTER: Record<Role, readonly Role[]> = {
	peer_helper: [],
	host_worker: [],
	clinician: [],
	trainee: [],
	coordinator: ['peer_helper', 'host_worker', 'clinician', 'trainee'],
	evaluator: [],
	administrator: ROLES
};

/** Roles that belong to every site of the network; the others to those that their account names. */
export const NETWORK_WIDE: readonly Role[] = ['administrator'];

const MAY_WATCH: Record<Role, readonly StaffAudience[]> = {
	peer_helper: ['reception', 'host_worker'],
	clinician: ['clinician', 'reception', 'host_worker'],
	coordinator: ['coordinator', 'reception', 'host_worker'],
	host_worker: ['host_worker'],
	trainee: ['reception', 'host_worker'],
	evaluator: [],
	administrator: []
};

/** The rule for a role and a command or read; null refuses. */
export function ruleFor(role: Role, verb: Act): Rule | null {
	return ALLOWED[role][verb] ?? null;
}

/** The facts that a rule may ask about besides the actor. */
export interface Subject {
	readonly service?: string | null;
	readonly inHandOf?: string | null;
	readonly lastStepBy?: string | null;
	/** The role of the account that is looked after; every role that it has had or will have is asked about. */
	readonly role?: Role | null;
}

/** True when the actor may do `verb` on `subject`. Deny by default. */
export function may(actor: Actor, verb: Act, subject: Subject = {}): boolean {
	const rule = ruleFor(actor.role, verb);
	if (rule === null) return false;
	switch (rule) {
		case 'yes':
			return true;
		case 'gives':
			return subject.service == null ? actor.gives.size > 0 : actor.gives.has(subject.service);
		case 'in_hand':
			return subject.inHandOf === actor.id || (subject.service != null && actor.gives.has(subject.service));
		case 'levels':
			return actor.maySetLevel;
		case 'own':
			return subject.lastStepBy === actor.id;
		case 'below':
			return subject.role == null ? LOOKS_AFTER[actor.role].length > 0 : looksAfter(actor.role, subject.role);
	}
}

/** True when accounts of `role` may be changed by somebody who is `by`. */
export function looksAfter(by: Role, role: Role): boolean {
	return LOOKS_AFTER[by].includes(role);
}

/**
 * The audiences an account may watch at a site, its usual one first. Whoever gives a service may also watch
 * as a clinician does, whatever the role (a peer helper who gives *écoute* receives and calls).
 */
export function audiencesFor(actor: Actor): StaffAudience[] {
	const own = MAY_WATCH[actor.role];
	const calls = actor.gives.size > 0 && may(actor, 'call_next');
	return calls && !own.includes('clinician') ? [...own, 'clinician'] : [...own];
}
