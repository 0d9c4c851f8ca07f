/** The next possible steps of a place, for a screen that shows only what can be done (docs/states.md). */
import { may } from '#lib/domain/policy/policy.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { EntryStatus, Presence, Standing } from '#lib/domain/visit/state.ts';
import {
	VISIT_VERBS,
	placeStepRefusal,
	visitStepRefusal,
	type EntryVerb,
	type VisitVerb
} from '#lib/domain/visit/transitions.ts';

export type {
	Answer,
	CallWay,
	Deferral,
	EntryStatus,
	Level,
	LevelCause,
	Presence,
	RerouteTime
} from '#lib/domain/visit/state.ts';
export { DEFERRALS, LEVELS, LEVEL_CAUSES, REROUTE_TIMES } from '#lib/domain/visit/state.ts';

/** The account on this screen, as this site sees it. */
export interface Me {
	id: string;
	role: Role;
	gives: readonly string[];
	maySetLevel: boolean;
}

/** What a screen knows of a place. */
export interface ShownPlace {
	service: string;
	status: EntryStatus;
	presence: Presence;
	calledBy: { id: string } | null;
	undo: { by: string; until: string } | null;
}

/** Answers to questions are given in a sequence of their own, not at a button of the place. */
type Step = EntryVerb | Exclude<VisitVerb, 'answer_questions'>;

/** Every step but undo, most likely first. */
const STEPS = [
	'call',
	'start',
	'absent',
	'recall',
	'complete',
	'step_out',
	'return',
	'level',
	'reroute',
	'take_over',
	'release',
	'defer',
	'cancel',
	'reopen',
	'leave',
	'details'
] as const satisfies readonly Step[];

/**
 * The steps that this account may take now, most likely first, by the very rules that decide them. The server
 * decides again: this only keeps impossible buttons off the screen. `nowMs` is the server's clock; `others`
 * are the statuses of the same visit's other places, without which the place is taken for its only one.
 */
export function possibleSteps(
	place: ShownPlace,
	me: Me,
	nowMs: number,
	others: readonly EntryStatus[] = []
): Step[] {
	const actor = { id: me.id, role: me.role, gives: new Set(me.gives), maySetLevel: me.maySetLevel };
	const subject = {
		service: place.service,
		inHandOf: place.calledBy?.id ?? null,
		lastStepBy: place.undo?.by ?? null
	};
	const visit = { presence: place.presence, entries: [place, ...others.map((status) => ({ status }))] };
	const steps = STEPS.filter(
		(step) => isPossible(step, visit, place) && may(actor, step, subject) && !isMine(step, place, me)
	);
	const undoable =
		place.undo !== null && Date.parse(place.undo.until) >= nowMs && may(actor, 'undo', subject);
	return undoable ? [...steps, 'undo'] : steps;
}

function isPossible(step: (typeof STEPS)[number], visit: Standing, place: ShownPlace): boolean {
	const refusal = isVisitStep(step)
		? visitStepRefusal(visit, step)
		: placeStepRefusal(visit, place.status, step);
	return refusal === null;
}

function isVisitStep(step: Step): step is VisitVerb {
	return (VISIT_VERBS as readonly Step[]).includes(step);
}

function isMine(step: Step, place: ShownPlace, me: Me): boolean {
	return step === 'take_over' && place.calledBy?.id === me.id;
}
