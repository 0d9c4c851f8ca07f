import { setTimeout as pause } from 'node:timers/promises';

/** A running Postgres whose data are this process's alone. */
export interface Held {
	alive(): boolean;
	/** Stops it without loss, or gives up what was held of one that has ended. */
	release(): Promise<void>;
}

export interface KeeperOptions {
	/** Starts it once more, and takes the data again; rejects when that can't be done now. */
	again(): Promise<Held>;
	/** Gets whole French sentences for the person at the terminal. */
	log(sentence: string): void;
}

/** What is asked meanwhile is answered « not saved », and asked again by our screens after a second or two. */
const LOOK_EVERY_MS = 1_000;
/** What keeps it from starting may last for hours, a full disk for instance: each try writes some lines into its log. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * Looks after a Postgres until `stop`: where it ended by itself (its journal found no room, the system took its memory),
 * it is started again, as often as it takes. At a host site nobody stands at the terminal on a Friday night.
 */
export function keepRunning(first: Held, { again, log }: KeeperOptions): { stop(): Promise<void> } {
	const stopping = new AbortController();
	const { signal } = stopping;
	let held: Held | null = first;
	const passing = (ms: number) => pause(ms, undefined, { signal, ref: false }).catch(() => {});

	async function watch(): Promise<void> {
		while (!signal.aborted) {
			await passing(LOOK_EVERY_MS);
			if (signal.aborted || held?.alive()) continue;
			await held?.release();
			held = await restarted();
		}
	}

	async function restarted(): Promise<Held | null> {
		log('Halte redémarre la base de données.');
		let told = false;
		for (let wait = LOOK_EVERY_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
			try {
				const back = await again();
				log('La base de données est de retour.');
				return back;
			} catch (error) {
				if (!told) log(`${(error as Error).message} Halte essaie encore.`);
				told = true;
			}
			await passing(wait);
		}
		return null;
	}

	const watching = watch();
	return {
		async stop() {
			stopping.abort();
			await watching;
			await held?.release();
		}
	};
}
