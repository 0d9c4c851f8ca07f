/** Which steps a place or a visit allows, by its state alone. `docs/states.md` prints this with the policy. */
import type { Verb } from '#lib/domain/policy/policy.ts';
import type { RefusalCode } from '#lib/domain/queue/refusals.ts';
import {
	activeEntry,
	isActive,
	isFinished,
	type Entry,
	type EntryStatus,
	type Standing,
	type Visit
} from '#lib/domain/visit/state.ts';

export const ENTRY_VERBS = [
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
	'undo'
] as const satisfies readonly Verb[];
export type EntryVerb = (typeof ENTRY_VERBS)[number];

export const VISIT_VERBS = [
	'step_out',
	'return',
	'leave',
	'reopen',
	'details',
	'answer_questions'
] as const satisfies readonly Verb[];
export type VisitVerb = (typeof VISIT_VERBS)[number];

/** The statuses from which an entry takes a step, and what is said otherwise. */
const FROM: Record<Exclude<EntryVerb, 'undo'>, { from: readonly EntryStatus[]; otherwise: RefusalCode }> = {
	call: { from: ['waiting'], otherwise: 'not_waiting' },
	recall: { from: ['called'], otherwise: 'not_called' },
	start: { from: ['called'], otherwise: 'not_called' },
	complete: { from: ['in_service'], otherwise: 'not_in_service' },
	absent: { from: ['called'], otherwise: 'not_called' },
	release: { from: ['called', 'in_service'], otherwise: 'not_called' },
	take_over: { from: ['called', 'in_service'], otherwise: 'not_called' },
	reroute: { from: ['waiting', 'called', 'in_service'], otherwise: 'not_open' },
	level: { from: ['waiting', 'called'], otherwise: 'not_waiting' },
	defer: { from: ['waiting', 'called'], otherwise: 'not_waiting' },
	cancel: { from: ['waiting', 'called'], otherwise: 'not_waiting' }
};

/** Undo is possible for half a minute (R-Q12). */
export const UNDO_MS = 30_000;

/** Null when the entry's state allows the step, else the refusal's code. `at` is in ms. */
export function entryStepRefusal(
	visit: Visit,
	entry: Entry,
	verb: EntryVerb,
	at: number
): RefusalCode | null {
	return verb === 'undo' ? undoRefusal(visit, entry, at) : placeStepRefusal(visit, entry.status, verb);
}

/** The same for every step but undo, which alone asks for history and the clock. */
export function placeStepRefusal(
	visit: Standing,
	status: EntryStatus,
	verb: Exclude<EntryVerb, 'undo'>
): RefusalCode | null {
	const { from, otherwise } = FROM[verb];
	if (!from.includes(status)) return verb === 'call' && isActive({ status }) ? 'taken' : otherwise;
	if (verb !== 'call') return null;
	if (visit.presence !== 'here') return 'not_here';
	return activeEntry(visit) === undefined ? null : 'taken';
}

/**
 * Null when the visit's state allows the step, else the refusal's code. A finished visit is reopened, never
 * stepped on with: a « de retour » that leads to no place would lose somebody.
 */
export function visitStepRefusal(visit: Standing, verb: VisitVerb): RefusalCode | null {
	const active = activeEntry(visit);
	switch (verb) {
		case 'step_out':
			if (visit.presence !== 'here') return 'not_here';
			if (isFinished(visit)) return 'not_open';
			return active === undefined ? null : 'entry_active';
		case 'return':
			if (visit.presence === 'here') return 'already_here';
			if (visit.presence === 'left') return 'already_left';
			return isFinished(visit) ? 'not_open' : null;
		case 'leave':
			if (visit.presence === 'left') return 'already_left';
			if (isFinished(visit)) return 'not_open';
			return active?.status === 'in_service' ? 'entry_active' : null;
		case 'reopen':
			return isFinished(visit) ? null : 'not_finished';
		case 'details':
		case 'answer_questions':
			return null;
	}
}

/** Once, within half a minute, and only while nothing else has touched the visit. */
function undoRefusal(visit: Visit, entry: Entry, at: number): RefusalCode | null {
	const step = visit.lastStep;
	if (step === null || step.before === null || step.entryId !== entry.id) return 'undo_superseded';
	return at - step.at <= UNDO_MS ? null : 'undo_too_late';
}
