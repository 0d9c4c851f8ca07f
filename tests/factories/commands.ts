/** Commands with the answers that a hurried person gives: none. */
import type { CallNext, EntryCommand, RegisterVisit, VisitCommand } from '#lib/domain/queue/commands.ts';
import type { EntryVerb, VisitVerb } from '#lib/domain/visit/transitions.ts';

export const register = (traits: Partial<RegisterVisit> = {}): RegisterVisit => ({
	verb: 'register',
	visitId: 'newcomer',
	reasons: [],
	services: [],
	ageMs: 0,
	callBy: 'word',
	language: null,
	peerWanted: 'not_asked',
	traineeAccepted: 'not_asked',
	partyId: null,
	word: null,
	personId: null,
	healthCard: 'not_asked',
	answers: [],
	personal: [],
	...traits
});

export const callNext = (traits: Partial<CallNext> = {}): CallNext => ({
	verb: 'call_next',
	services: null,
	room: null,
	alsoCall: false,
	...traits
});

type Of<V extends EntryVerb> = Extract<EntryCommand, { verb: V }>;

const ASKED: { [V in EntryVerb]: Omit<EntryCommand & { verb: V }, 'verb' | 'entryId'> } = {
	call: { room: null, alsoCall: false },
	recall: {},
	start: {},
	complete: { outcome: 'met' },
	absent: {},
	release: {},
	take_over: { room: null },
	reroute: { service: 'dental', when: 'now' },
	level: { level: 'now', cause: 'pain' },
	defer: { to: 'next_block' },
	cancel: { redirected: false },
	undo: {}
};

/** One step of a place: `step('call', 'visit/nursing', { room: 'blue-room' })`. */
export const step = <V extends EntryVerb>(
	verb: V,
	entryId = 'visit/nursing',
	traits: Partial<Omit<Of<V>, 'verb' | 'entryId'>> = {}
): EntryCommand => ({ verb, entryId, ...ASKED[verb], ...traits }) as EntryCommand;

/** One step of a visit: `visitStep('step_out')`. */
export const visitStep = (
	verb: VisitVerb,
	visitId = 'visit',
	traits: Partial<Extract<VisitCommand, { verb: 'details' }>> = {}
): VisitCommand => {
	if (verb === 'details') return { verb, visitId, answers: [], personal: [], ...traits };
	return verb === 'answer_questions' ? { verb, visitId, answers: traits.answers ?? [] } : { verb, visitId };
};
