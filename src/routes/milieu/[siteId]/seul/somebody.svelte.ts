/** One person at the screen: what they chose, and what came of it. A new one begins with nothing of the former. */
import { newId } from '#lib/client/send.ts';
import type { Ticket } from '#lib/contract/alone.ts';
import { putOnList, type FormOfSomebody } from './put-on-list.ts';
import { Steps } from './steps.svelte.ts';

export class Somebody {
	readonly steps: Steps;
	ticket: Ticket | null = $state.raw(null);
	busy = $state(false);
	failed: 'closed' | 'failed' | null = $state(null);
	/** However often it is pressed, this person is one visit. */
	readonly #visitId = newId();
	/** What was sent and not answered: it goes out again as it was. */
	#sent: FormOfSomebody | null = null;

	/** `now` in ms. */
	constructor(now: number) {
		this.steps = new Steps(now);
	}

	/** Asks for a place on the list; where to go instead, when this screen is not left alone any more. */
	async put(pressing: boolean): Promise<string | null> {
		if (this.busy) return null;
		this.busy = true;
		this.failed = null;
		this.#sent = this.#again(pressing) ?? this.#anew(pressing);
		const put = await putOnList(this.#sent);
		this.busy = false;
		switch (put.is) {
			case 'ticket':
				this.ticket = put.ticket;
				return null;
			case 'closed':
			case 'failed':
				this.failed = put.is;
				return null;
			case 'elsewhere':
				return put.to;
		}
	}

	/** The same touch on the same answers is the same command. */
	#again(pressing: boolean): FormOfSomebody | null {
		const { ageS, ...said } = this.steps.form(Date.now());
		if (this.#sent === null || this.#sent.pressing !== pressing) return null;
		const { ageS: age, id, visitId, pressing: presses, ...before } = this.#sent;
		return JSON.stringify(said) === JSON.stringify(before) ? this.#sent : null;
	}

	#anew(pressing: boolean): FormOfSomebody {
		return { id: newId(), visitId: this.#visitId, ...this.steps.form(Date.now()), pressing };
	}
}
