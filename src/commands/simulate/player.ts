/** Plays the steps of the week as the sites' people, through the public API alone. */
import { blockAnswer, entriesAnswer, visitAnswer } from '#lib/contract/answers.ts';
import type { Board } from '#lib/contract/views.ts';
import { Refused, type Session } from './api.ts';
import type { Cast } from './cast.ts';
import { tallyOf, type Tally } from './compare.ts';
import { readBoard, type Screens } from './screens.ts';
import type { Step } from './steps.ts';

interface Playing {
	readonly visitId: string;
	readonly entryId: string;
}

/** What went wrong, in sentences for the operator. */
type Tell = (fault: string, step: Step) => void;

export class Player {
	/** What each site's board said at the end of each of its days. */
	readonly tallies = new Map<string, Tally[]>();
	/** Steps that could not be played because one before them had failed. */
	dropped = 0;
	readonly #visits = new Map<number, Playing>();
	readonly #failed = new Set<number>();
	/** The planned start of the block of each site (ms), read when its day begins. */
	readonly #openings = new Map<string, number | null>();
	readonly #cast: Cast;
	readonly #screens: Screens;
	readonly #tell: Tell;
	/** Compare each screen after each call: only when nothing else happens meanwhile. */
	readonly #alone: boolean;

	constructor(cast: Cast, screens: Screens, { alone, tell }: { alone: boolean; tell: Tell }) {
		this.#cast = cast;
		this.#screens = screens;
		this.#alone = alone;
		this.#tell = tell;
	}

	/** Plays one step; a refusal is told, and the rest of that visit is dropped. */
	async play(step: Step): Promise<void> {
		if (step.visit !== null && this.#failed.has(step.visit)) {
			this.dropped += 1;
			return;
		}
		try {
			await this.#play(step);
		} catch (error) {
			if (step.visit !== null) this.#failed.add(step.visit);
			this.#tell(error instanceof Refused ? `refus inattendu : ${error.message}` : sentenceOf(error), step);
		}
	}

	async #play(step: Step): Promise<void> {
		const { siteId, move, visit } = step;
		switch (move.kind) {
			case 'open':
				return this.#open(siteId);
			case 'count':
				return this.#alone ? this.#count(step) : undefined;
			case 'register': {
				const who = await this.#cast.reception(siteId);
				const answer = await who.command(`/sites/${siteId}/visits`, move.body, visitAnswer);
				const [entry] = answer.visit.entries;
				if (visit === null || entry === undefined) throw new Error('somebody was welcomed without a place');
				this.#visits.set(visit, { visitId: answer.visit.id, entryId: entry.id });
				return;
			}
			case 'level': {
				const { level } = move;
				return this.#entry(step, await this.#cast.levelSetter(siteId), 'level', { level, cause: 'clinical' });
			}
			case 'call': {
				const { session, room } = await this.#cast.giver(siteId, move.service);
				await this.#entry(step, session, 'call', { room, alsoCall: true });
				return this.#alone ? this.#compareScreens(step) : undefined;
			}
			case 'start':
			case 'complete':
				return this.#entry(step, (await this.#cast.giver(siteId, move.service)).session, move.kind);
			case 'defer':
				return this.#entry(step, await this.#cast.reception(siteId), 'defer', { to: 'next_block' });
			case 'step_out':
				return this.#presence(step, 'step-out');
			case 'return':
			case 'leave':
				return this.#presence(step, move.kind);
		}
	}

	/** Whoever opens second is told that it is open: the calendar may have been quicker. */
	async #open(siteId: string): Promise<void> {
		const who = await this.#cast.reception(siteId);
		try {
			await who.command(`/sites/${siteId}/blocks/open`, {}, blockAnswer);
		} catch (error) {
			if (!(error instanceof Refused && error.code === 'block_already_open')) throw error;
		}
		const { view } = await this.#coordination(siteId);
		const today = view.nextBlock?.localDay === view.block?.localDay ? view.nextBlock : null;
		this.#openings.set(siteId, today === null ? null : Date.parse(today.startsAt));
	}

	/** Every place is over: the board of the day is what the week is compared by. */
	async #count(step: Step): Promise<void> {
		await this.#compareScreens(step);
		const { view } = await this.#coordination(step.siteId);
		const tally = tallyOf(view, this.#openings.get(step.siteId) ?? null);
		this.tallies.set(step.siteId, [...(this.tallies.get(step.siteId) ?? []), tally]);
	}

	async #compareScreens(step: Step): Promise<void> {
		for (const difference of await this.#screens.agree(step.siteId)) {
			this.#tell(`écran en désaccord : ${difference}`, step);
		}
	}

	async #entry(step: Step, who: Session, verb: string, body: object = {}): Promise<void> {
		await who.command(`/entries/${this.#of(step).entryId}/${verb}`, body, entriesAnswer);
	}

	async #presence(step: Step, verb: string): Promise<void> {
		const who = await this.#cast.reception(step.siteId);
		await who.command(`/visits/${this.#of(step).visitId}/${verb}`, {}, visitAnswer);
	}

	async #coordination(siteId: string): Promise<Board<'coordinator'>> {
		const who = await this.#cast.coordinator(siteId);
		return (await readBoard(who, siteId, 'coordinator')) as Board<'coordinator'>;
	}

	#of({ visit }: Step): Playing {
		const playing = visit === null ? undefined : this.#visits.get(visit);
		if (playing === undefined) throw new Error('a step came before its welcome');
		return playing;
	}
}

function sentenceOf(error: unknown): string {
	return error instanceof Error ? `faute : ${error.message}` : 'faute inconnue';
}
