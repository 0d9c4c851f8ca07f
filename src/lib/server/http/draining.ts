/** Counts requests under way, so that a node that stops lets them end first. */
export class Draining {
	#underWay = 0;
	#empty: (() => void)[] = [];

	/** Runs `serve`, counted. */
	async serving<R>(serve: () => Promise<R>): Promise<R> {
		this.#underWay += 1;
		try {
			return await serve();
		} finally {
			this.#underWay -= 1;
			if (this.#underWay === 0) for (const resolve of this.#empty.splice(0)) resolve();
		}
	}

	/** Resolves when nothing is under way, or after `patienceMs`. */
	async empty(patienceMs: number): Promise<void> {
		if (this.#underWay === 0) return;
		let timer: NodeJS.Timeout | undefined;
		const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
		await Promise.race([new Promise<void>((resolve) => this.#empty.push(resolve)), patience]);
		clearTimeout(timer);
	}
}
