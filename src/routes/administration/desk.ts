/** How pages of the office ask and answer. */
import { error, fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { Problem, ProblemCode } from '#lib/contract/problems.ts';
import { requireFresh, requireFull } from '#lib/server/http/page-data.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { readForm, type Typed } from '#lib/server/http/read-form.ts';

interface Refusal {
	readonly refused: ProblemCode;
}

/** What a page shows, or the page that says why not. */
export function shown<T extends object>(outcome: T): Exclude<T, Refusal> {
	if ('refused' in outcome) error(problemOf((outcome as Refusal).refused).status);
	return outcome as Exclude<T, Refusal>;
}

/** Who asks, for desks where accounts are changed: whoever has not confirmed who they are does it first. */
export function freshCaretaker({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): { accountId: string } {
	return { accountId: requireFresh(locals, url).id };
}

/** Who asks. A PIN opens the clinic's work and no desk: whoever came in by one confirms first who they are. */
export function caretaker({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): { accountId: string } {
	return { accountId: requireFull(locals, url).id };
}

/** What a form came to: `where` names the form that the sentence belongs to. */
export type Failed = ActionFailure<{ where: string; problem: Problem; typed: Typed }>;
type Schema = Parameters<typeof readForm>[1];
type Fields<S extends Schema> = NonNullable<Awaited<ReturnType<typeof readForm<S>>>['body']>;

/** Reads a form and does what it asks. The answer of `work` goes to the page, with the form's name. */
export async function onForm<S extends Schema, R extends object>(
	{ request }: RequestEvent,
	[where, schema]: readonly [string, S],
	work: (fields: Fields<S>) => Promise<R | Refusal>
): Promise<(R & { where: string }) | Failed> {
	const { body, typed, problem } = await readForm(request, schema);
	if (problem) return fail(400, { where, problem, typed });
	const outcome = await work(body as Fields<S>);
	if (!('refused' in outcome)) return { ...outcome, where };
	const refusal = problemOf(outcome.refused);
	return fail(refusal.status, { where, problem: refusal, typed });
}
