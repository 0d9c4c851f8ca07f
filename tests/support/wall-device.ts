/**
 * A device on a wall, in a time of its own: a browser with two tabs, whose disk lags behind what its pages stored, and
 * a mains switch. Its tabs keep their key with the very code of the page.
 */
import fc from 'fast-check';
import type { Displays } from '#lib/server/auth/displays.ts';
import { KeptKey, type ScreenKey, type Store } from '../../src/routes/ecran/screen-key.ts';

/** What is stored reaches the disk within this: 5 s after the change, or a minute after the write before. */
const LAG_MS = 65_000;
const HOURS = 3_600_000;

/** What happens to it, one thing after the other. */
export type Step =
	| { readonly kind: 'connect' | 'hears the offer' | 'reload'; readonly tab: number }
	/** What a tab has said of its key arrives at the server. */
	| { readonly kind: 'is heard' }
	| { readonly kind: 'wait'; readonly ms: number }
	/** `lost`: also what was said and has not arrived. */
	| { readonly kind: 'line cut'; readonly tab: number; readonly lost: boolean }
	/** `fate`, from 0 to 1: how much of what was stored last is on the disk. */
	| { readonly kind: 'power cut'; readonly fate: number }
	| { readonly kind: 'server killed' };

const tab = fc.nat(1);
const of = <K extends Step['kind'], R extends object>(weight: number, kind: K, rest: fc.Arbitrary<R>) => ({
	weight,
	arbitrary: rest.map((facts) => ({ kind, ...facts }))
});
const oneStep = fc.oneof(
	of(6, 'connect', fc.record({ tab })),
	of(6, 'hears the offer', fc.record({ tab })),
	of(5, 'is heard', fc.constant({})),
	of(6, 'wait', fc.record({ ms: fc.constantFrom(500, 5_000, 30_000, 71_000, 71_000, 10 * HOURS) })),
	of(3, 'line cut', fc.record({ tab, lost: fc.boolean() })),
	of(1, 'reload', fc.record({ tab })),
	of(2, 'power cut', fc.record({ fate: fc.constantFrom(0, 0.3, 0.7, 1) })),
	of(1, 'server killed', fc.constant({}))
);
export const steps: fc.Arbitrary<Step[]> = fc.array(oneStep, { minLength: 60, maxLength: 60 });

interface Tab {
	key: KeptKey;
	/** The line that it is on; another object after each connection. */
	line: object | null;
	offered: { shown: string; offer: string } | null;
}

export class WallDevice {
	#now = 0;
	/** What the tabs see, and since when. */
	#writes: { at: number; value: string | null }[] = [];
	#alarms: { at: number; ring: () => void }[] = [];
	/** On its way to the server. */
	#said: { tab: number; displayId: string; token: string }[] = [];
	readonly #tabs: Tab[];
	readonly #server: Displays;
	#displayId = '';

	readonly #store: Store = {
		getItem: () => this.#writes.at(-1)?.value ?? null,
		setItem: (_name, value) => void this.#writes.push({ at: this.#now, value }),
		removeItem: () => void this.#writes.push({ at: this.#now, value: null })
	};

	/** Paired for long: the disk has its key. */
	constructor(key: ScreenKey, server: Displays) {
		this.#server = server;
		this.#writes = [{ at: -Infinity, value: JSON.stringify(key) }];
		this.#tabs = [0, 1].map(() => this.#openTab());
	}

	/**
	 * Lives through one step.
	 * @throws when the server does not let it in.
	 */
	async live(step: Step): Promise<void> {
		switch (step.kind) {
			case 'connect':
				return this.#connect(this.#tab(step.tab));
			case 'hears the offer':
				return this.#hear(step.tab);
			case 'is heard': {
				const said = this.#said.shift();
				if (said !== undefined) await this.#server.keep(said.displayId, said.token);
				return;
			}
			case 'wait':
				return this.#pass(step.ms);
			case 'line cut':
				if (step.lost) this.#said = this.#said.filter((said) => said.tab !== step.tab);
				return this.#hangUp(this.#tab(step.tab));
			case 'reload':
				this.#tabs[step.tab] = this.#openTab();
				return;
			case 'power cut':
				return this.#cutPower(step.fate);
			case 'server killed':
				this.#said = [];
				return this.#tabs.forEach((each) => this.#hangUp(each));
		}
	}

	async #connect(page: Tab): Promise<void> {
		const shown = page.key.token();
		if (shown === null) throw new Error('an honest screen still has its key');
		const found = await this.#server.present(shown);
		if (found === null || 'cut' in found) throw new Error(`taken for a copy: ${JSON.stringify(found)}`);
		this.#displayId = found.display.id;
		page.line = {};
		page.offered = found.offer === null ? null : { shown, offer: found.offer };
	}

	async #hear(index: number): Promise<void> {
		const page = this.#tab(index);
		const { line, offered } = page;
		if (line === null || offered === null) return;
		page.offered = null;
		void page.key.renew(offered.shown, offered.offer).then((kept) => {
			const isThere = this.#tabs[index] === page && page.line === line;
			if (kept && isThere) this.#said.push({ tab: index, displayId: this.#displayId, token: offered.offer });
		});
		await this.#turn();
	}

	async #pass(ms: number): Promise<void> {
		this.#now += ms;
		const due = this.#alarms.filter(({ at }) => at <= this.#now);
		this.#alarms = this.#alarms.filter(({ at }) => at > this.#now);
		for (const { ring } of due) ring();
		await this.#turn();
	}

	#cutPower(fate: number): void {
		this.#alarms = [];
		const sure = this.#writes.findLastIndex(({ at }) => at <= this.#now - LAG_MS);
		const last = this.#writes.length - 1;
		const onDisk = this.#writes[sure + Math.round(fate * (last - sure))];
		this.#writes = [{ at: -Infinity, value: onDisk?.value ?? null }];
		this.#tabs.forEach((_, index) => (this.#tabs[index] = this.#openTab()));
	}

	#hangUp(page: Tab): void {
		page.line = null;
		page.offered = null;
	}

	#openTab(): Tab {
		const key = new KeptKey(() => this.#store, {
			now: () => this.#now,
			pause: (ms) => new Promise((ring) => void this.#alarms.push({ at: this.#now + ms, ring }))
		});
		return { key, line: null, offered: null };
	}

	#tab(index: number): Tab {
		const page = this.#tabs[index];
		if (page === undefined) throw new Error('there are two tabs');
		return page;
	}

	/** What was woken goes on in turns of its own. */
	#turn(): Promise<void> {
		return new Promise((done) => setImmediate(done));
	}
}
