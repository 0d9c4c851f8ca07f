/** Where somebody alone with the screen stands, and what they said so far. Lives in this object and nowhere else. */
import type { Asked, Script } from '#lib/contract/alone.ts';

export type At =
	| { readonly is: 'language' }
	| { readonly is: 'reason' }
	| { readonly is: 'question'; readonly number: number }
	| { readonly is: 'last' }
	| { readonly is: 'pressing' };

type Answer = { readonly status: 'answered' | 'declined' | 'unknown'; readonly values: readonly string[] };

export class Steps {
	at: At = $state.raw({ is: 'language' });
	script: Script | null = $state.raw(null);
	reasons: readonly string[] = $state.raw([]);
	/** Asked for: the questions that wait until there is time. */
	#more = $state(false);
	#answers: Readonly<Record<string, Answer>> = $state.raw({});
	/** Where « ça presse » was touched. */
	#before: At = { is: 'reason' };
	/** The first touch: the place on the list counts from here, however long the questions take. */
	#since: number;

	/** `now` in ms, like every instant here. */
	constructor(now: number) {
		this.#since = now;
	}

	speak(script: Script, now: number): void {
		if (this.script === null) this.#since = now;
		this.script = script;
		this.at = { is: 'reason' };
	}

	chooseReason(id: string): void {
		this.reasons = toggled(this.reasons, id);
	}

	get question(): Asked | null {
		return this.at.is === 'question' ? (this.#asked[this.at.number] ?? null) : null;
	}

	/** What is chosen of the question in front. */
	get chosen(): readonly string[] {
		return this.question === null ? [] : (this.#answers[this.question.id]?.values ?? []);
	}

	answer(value: string): void {
		const { question, chosen } = this;
		if (question === null) return;
		const values = question.many ? toggled(chosen, value) : [value];
		if (values.length === 0) this.#forget(question);
		else this.#keep(question, { status: 'answered', values });
		if (!question.many) this.next();
	}

	decline(status: 'declined' | 'unknown'): void {
		if (this.question !== null) this.#keep(this.question, { status, values: [] });
		this.next();
	}

	/** Not a word about it; what was said before is taken back. */
	pass(): void {
		if (this.question !== null) this.#forget(this.question);
		if (this.at.is === 'reason') this.reasons = [];
		this.next();
	}

	next(): void {
		const number = this.at.is === 'question' ? this.at.number + 1 : 0;
		const isThere = number < this.#asked.length;
		this.at = isThere ? { is: 'question', number } : { is: 'last' };
	}

	/** There are questions that nobody has asked for yet. */
	get hasMore(): boolean {
		return !this.#more && (this.script?.later.length ?? 0) > 0;
	}

	askMore(): void {
		const number = this.#asked.length;
		this.#more = true;
		this.at = { is: 'question', number };
	}

	back(): void {
		this.at = this.#former();
	}

	askPressing(): void {
		this.#before = this.at;
		this.at = { is: 'pressing' };
	}

	/** What goes to the server. */
	form(now: number) {
		const answers = this.#asked.flatMap(({ id: question, version }) => {
			const answer = this.#answers[question];
			return answer === undefined ? [] : [{ question, version, ...answer }];
		});
		const ageS = Math.max(0, Math.round((now - this.#since) / 1000));
		return { lang: this.script?.lang ?? 'fr', reasons: this.reasons, ageS, answers };
	}

	get #asked(): readonly Asked[] {
		const { questions = [], later = [] } = this.script ?? {};
		return this.#more ? [...questions, ...later] : questions;
	}

	#former(): At {
		const { at } = this;
		const last = this.#asked.length - 1;
		switch (at.is) {
			case 'language':
			case 'reason':
				return { is: 'language' };
			case 'question':
				return at.number === 0 ? { is: 'reason' } : { is: 'question', number: at.number - 1 };
			case 'last':
				return last < 0 ? { is: 'reason' } : { is: 'question', number: last };
			case 'pressing':
				return this.#before;
		}
	}

	#keep({ id }: Asked, answer: Answer): void {
		this.#answers = { ...this.#answers, [id]: answer };
	}

	#forget({ id }: Asked): void {
		this.#answers = Object.fromEntries(Object.entries(this.#answers).filter(([key]) => key !== id));
	}
}

function toggled(list: readonly string[], one: string): readonly string[] {
	return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
