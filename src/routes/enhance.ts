/** Forms that are sent without leaving the page, and keep what was typed when nobody answers them. */
import { enhance as kitEnhance } from '$app/forms';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { problemText } from '#lib/client/problem-text.ts';
import { isProblem, notSaved } from '#lib/client/send.ts';
import { say } from '#lib/ui/toasts.svelte.ts';

type Answered = Exclude<ActionResult, { type: 'error' }>;
const ANSWERED: readonly string[] = ['success', 'failure', 'redirect'] satisfies Answered['type'][];

/**
 * True for what the form's own action said. The rest is a network that is away, or the hall's own answer (a server that
 * stops, too many who wait, no database), which kit takes for neither.
 */
export function isAnswered(result: ActionResult): result is Answered {
	return ANSWERED.includes(result.type);
}

/**
 * Kit's `enhance`, but that a form which nobody answered stays as it is, with what was typed, and says so; kit would put
 * its error page in its place.
 */
export function enhance(form: HTMLFormElement, submit?: SubmitFunction): ReturnType<typeof kitEnhance> {
	return kitEnhance(form, async (input) => {
		const then = (await submit?.(input)) ?? (({ update }) => update());
		return (answer) =>
			then(isAnswered(answer.result) ? answer : { ...answer, update: async () => tell(answer.result) });
	});
}

function tell(result: unknown): void {
	say(problemText(isProblem(result) ? result : notSaved()), { tone: 'alert' });
}
