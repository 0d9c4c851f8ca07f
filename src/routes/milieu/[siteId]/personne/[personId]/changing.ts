/** Changes to a person from their page: sent, and said when done. */
import { send } from '#lib/client/send.ts';
import { problemText } from '#lib/client/problem-text.ts';
import { say } from '#lib/ui/toasts.svelte.ts';

/** Null when it is done, and said so; else the sentence that says why not. */
export async function change(path: string, body: object, done: string): Promise<string | null> {
	const sent = await send(path, body);
	if (!sent.ok) return problemText(sent.problem);
	say(done);
	return null;
}
