/**
 * The one table of who may do what, asked in `execute` and in views. What is not written here is refused.
 *
 *  yes       allowed
 *  gives     allowed for a service that the account gives at this site
 *  in_hand   allowed for the one who called, and for those who give the service
 *  levels    allowed when the account may set levels at this site
 *  own       allowed for one's own last step
 */
import type { Actor, Role } from '#lib/domain/policy/roles.ts';

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
	'open_block',
	'close_block'
] as const;
export type Verb = (typeof VERBS)[number];

export const READS = ['file', 'pair_display'] as const;
export type Read = (typeof READS)[number];

export const AUDIENCES = ['display', 'host_worker', 'reception', 'clinician', 'coordinator'] as const;
export type Audience = (typeof AUDIENCES)[number];
export type StaffAudience = Exclude<Audience, 'display'>;

export type Rule = 'yes' | 'gives' | 'in_hand' | 'levels' | 'own';

const RECEPTION: Partial<Record<Verb | Read, Rule>> = {
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
	open_block: 'yes',
	close_block: 'yes',
	file: 'yes',
	pair_display: 'yes'
};

const CARE: Partial<Record<Verb | Read, Rule>> = {
	...RECEPTION,
	call_next: 'gives',
	call: 'gives',
	take_over: 'gives',
	complete: 'in_hand',
	undo: 'own'
};

const ALLOWED: Record<Role, Partial<Record<Verb | Read, Rule>>> = {
	peer_helper: CARE,
	clinician: { ...CARE, level: 'levels' },
	coordinator: { ...CARE, complete: 'yes', undo: 'yes' },
	host_worker: { register: 'yes', step_out: 'yes', return: 'yes', pair_display: 'yes' },
	trainee: {},
	evaluator: {},
	administrator: {}
};

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
export function ruleFor(role: Role, verb: Verb | Read): Rule | null {
	return ALLOWED[role][verb] ?? null;
}

/** The facts that a rule may ask about besides the actor. */
export interface Subject {
	readonly service?: string | null;
	readonly inHandOf?: string | null;
	readonly lastStepBy?: string | null;
}

/** True when the actor may do `verb` on `subject`. Deny by default. */
export function may(actor: Actor, verb: Verb | Read, subject: Subject = {}): boolean {
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
	}
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
