/** Where I receive and for which services I call; kept in memory for as long as the page is open. */
import { problemText } from '#lib/client/problem-text.ts';
import { send } from '#lib/client/send.ts';
import type { EntriesAnswer } from '#lib/contract/answers.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { say } from '#lib/ui/toasts.svelte.ts';
import { takeAndTell } from '../accueil/taking-steps.ts';

/** No room at all, said on purpose. */
export const NO_ROOM = '';

export class Post {
	/** Null until chosen. */
	room: string | null = $state(null);
	/** Services of mine that I do not call for now. */
	silenced: string[] = $state([]);
	busy = $state(false);
	/** The path that waits for « Appeler quand même ? ». */
	refused: string | null = $state(null);
	readonly #siteId: string;

	constructor(siteId: string) {
		this.#siteId = siteId;
	}

	/** Those of `offered` that I call for. */
	servicesOf(offered: readonly string[]): string[] {
		return offered.filter((id) => !this.silenced.includes(id));
	}

	/** Calls for this service, or no more; the last one stays. */
	toggle(service: string, offered: readonly string[]) {
		const silenced = this.silenced.includes(service)
			? this.silenced.filter((id) => id !== service)
			: [...this.silenced, service];
		if (offered.some((id) => !silenced.includes(id))) this.silenced = silenced;
	}

	/** Calls whoever passes first for these services. */
	callNext(services: readonly string[], alsoCall = false): Promise<boolean> {
		return this.#call(`/sites/${this.#siteId}/call-next`, { services }, alsoCall);
	}

	/** Calls this very place. */
	callPlace(entryId: string, alsoCall = false): Promise<boolean> {
		return this.#call(`/entries/${entryId}/call`, {}, alsoCall);
	}

	/** Calls in spite of somebody who is called already. */
	async callAnyway(services: readonly string[]): Promise<void> {
		const path = this.refused;
		this.refused = null;
		if (path !== null) await this.#call(path, path.endsWith('/call-next') ? { services } : {}, true);
	}

	async #call(path: string, body: object, alsoCall: boolean): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		const room = this.room ? { room: this.room } : {};
		const sent = await send(path, { ...body, ...room, alsoCall });
		this.busy = false;
		if (sent.ok) {
			this.#tell(sent.status === 204 ? [] : (sent.body as EntriesAnswer).entries);
			return true;
		}
		if (sent.problem.code === 'still_calling') this.refused = path;
		else say(problemText(sent.problem), { tone: 'alert' });
		return false;
	}

	#tell(entries: EntriesAnswer['entries']) {
		const [first] = entries;
		if (first === undefined) return say(m.console_next_none());
		const run = () => entries.forEach((entry) => void takeAndTell('undo', entry));
		const word = entries.map((entry) => entry.word).join(', ');
		say(m.done_call({ word }), { action: { label: m.ui_cancel(), run } });
	}
}
