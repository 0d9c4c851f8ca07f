/** Taking a step from the tablet: the request, the news of it, and the way back. */
import { send } from '#lib/client/send.ts';
import { problemText } from '#lib/client/problem-text.ts';
import type { possibleSteps } from '#lib/contract/steps.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { say } from '#lib/ui/toasts.svelte.ts';

export type Step = ReturnType<typeof possibleSteps>[number];

const OF_THE_VISIT: readonly Step[] = ['step_out', 'return', 'leave', 'reopen', 'details'];

/** All that somebody can do who may not see the file: a person in hand is put back, somebody who goes is noted. */
export const WITHOUT_FILE: readonly Step[] = ['release', 'step_out', 'return', 'leave'];

/** What the button says. */
export const STEP: Record<Step, () => string> = {
	call: m.step_call,
	recall: m.step_recall,
	start: m.step_start,
	complete: m.step_complete,
	absent: m.step_absent,
	release: m.step_release,
	take_over: m.step_take_over,
	reroute: m.step_reroute,
	level: m.step_level,
	defer: m.step_defer,
	cancel: m.step_cancel,
	undo: m.step_undo,
	step_out: m.step_step_out,
	return: m.step_return,
	leave: m.step_leave,
	reopen: m.step_reopen,
	details: m.step_details
};

/** What is said once it is done. */
const DONE: Record<Step, (about: { word: string }) => string> = {
	call: m.done_call,
	recall: m.done_recall,
	start: m.done_start,
	complete: m.done_complete,
	absent: m.done_absent,
	release: m.done_release,
	take_over: m.done_take_over,
	reroute: m.done_reroute,
	level: m.done_level,
	defer: m.done_defer,
	cancel: m.done_cancel,
	undo: m.done_undo,
	step_out: m.done_step_out,
	return: m.done_return,
	leave: m.done_leave,
	reopen: m.done_reopen,
	details: m.done_details
};

/** Null when the step was taken, else the sentence that says why not. */
export async function take(
	step: Step,
	place: { id: string; visitId: string; word: string },
	body: object = {}
): Promise<string | null> {
	const ofVisit = OF_THE_VISIT.includes(step);
	const target = ofVisit ? `/visits/${place.visitId}` : `/entries/${place.id}`;
	const sent = await send(`${target}/${step.replace('_', '-')}`, body);
	if (!sent.ok) return problemText(sent.problem);
	const undoable = !ofVisit && step !== 'undo';
	const undo = { label: m.ui_cancel(), run: () => void takeAndTell('undo', place) };
	say(DONE[step]({ word: place.word }), { about: place.visitId, ...(undoable && { action: undo }) });
	return null;
}

/** Says why a step was not taken whose card is not open any more. */
export function sayLate({ word, visitId }: { word: string; visitId: string }, problem: string | null): void {
	if (problem !== null) say(`${word} · ${problem}`, { tone: 'alert', about: visitId });
}

/** The same where there is no room for a sentence but the news. */
export async function takeAndTell(...args: Parameters<typeof take>): Promise<void> {
	const problem = await take(...args);
	if (problem !== null) say(problem, { tone: 'alert' });
}
