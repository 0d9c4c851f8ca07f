/** Two soft notes when somebody is called; never more often than every 20 s, and only after somebody wished it. */
import { DeviceSound, type Tune } from '#lib/client/device-sound.ts';

const AT_MOST_EVERY_MS = 20_000;
/** A falling third, as of a door bell far away. */
const BELL: Tune = {
	hertz: [659.25, 523.25],
	apartS: 0.42,
	lengthS: 1.3,
	riseS: 0.04,
	loudness: 0.09,
	wave: 'sine',
	beginsS: [0]
};

export class Chime {
	readonly #sound = new DeviceSound();
	#last = -Infinity;

	/** Call it in answer to a touch; browsers allow no sound before. */
	allow(): Promise<boolean> {
		return this.#sound.allow();
	}

	/** Rings, unless it has just rung. */
	ring(): void {
		const now = performance.now();
		if (now - this.#last >= AT_MOST_EVERY_MS && this.#sound.play(BELL)) this.#last = now;
	}
}
