/** The file of the visit whose card is open: read when it opens, forgotten when it closes. */
import { load } from '#lib/client/send.ts';
import { problemText } from '#lib/client/problem-text.ts';
import type { FileAnswer } from '#lib/contract/answers.ts';
import { m } from '#lib/messages/compiled/messages.js';

export type FileShown = FileAnswer['visit'];

export class VisitFile {
	shown: FileShown | null = $state.raw(null);
	/** The person asked that this account does not see it; no more is said than that. */
	isClosed = $state(false);
	problem: string | null = $state(null);
	#visitId: string | null = null;
	#asked = 0;

	/** Reads it, or reads it again; an answer about another card than the open one is dropped, and one that was overtaken. */
	async read(visitId: string): Promise<void> {
		// Nothing of another visit stands there meanwhile, nor when this one can't be read.
		if (this.#visitId !== visitId) this.forget();
		this.#visitId = visitId;
		const asked = (this.#asked += 1);
		const answer = await load(`/visits/${visitId}`);
		if (this.#visitId !== visitId || this.#asked !== asked) return;
		this.isClosed = !answer.ok && answer.problem.code === 'file_unavailable';
		this.shown = answer.ok ? (answer.body as FileAnswer).visit : this.isClosed ? null : this.shown;
		if (answer.ok || this.isClosed) this.problem = null;
		else if (answer.problem.code === 'not_saved') this.problem = m.card_unreadable();
		else this.problem = problemText(answer.problem);
	}

	/** The card was closed. */
	forget(): void {
		[this.#visitId, this.shown, this.isClosed, this.problem] = [null, null, false, null];
	}
}
