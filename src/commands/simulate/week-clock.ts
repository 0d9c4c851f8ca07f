/** The simulated clock: it runs `speed` times faster than ours, waits at each step, and leaps over nights. */
import { setTimeout as pause } from 'node:timers/promises';

/** Our own time: a monotonic clock in ms, and a pause. */
export interface RealTime {
	now(): number;
	pause(ms: number): Promise<unknown>;
}
const realTime: RealTime = { now: () => performance.now(), pause };

/** A gap longer than this is jumped over. */
const LEAP_MS = 30 * 60_000;

export class WeekClock {
	/** The instant at real time `#since`, from which the clock runs. */
	#origin: number;
	#since: number;
	/** Time stands here until the next step is wanted: what a step takes never makes another one late. */
	#limit: number;
	readonly #speed: number;
	readonly #real: RealTime;

	/** Stands at `start` (ms). */
	constructor(start: number, speed: number, real: RealTime = realTime) {
		this.#origin = start;
		this.#limit = start;
		this.#speed = speed;
		this.#real = real;
		this.#since = real.now();
	}

	/** The simulated instant, in whole ms; it never goes back. */
	now(): number {
		return Math.floor(Math.min(this.#limit, this.#running()));
	}

	/** Lets time run until `at`; then it stands there. */
	async reach(at: number): Promise<void> {
		if (at - this.now() > LEAP_MS) {
			this.#origin = at;
			this.#since = this.#real.now();
		}
		this.#limit = Math.max(this.#limit, at);
		for (let ahead = at - this.#running(); ahead > 0; ahead = at - this.#running()) {
			await this.#real.pause(Math.max(1, ahead / this.#speed));
		}
	}

	#running(): number {
		return this.#origin + (this.#real.now() - this.#since) * this.#speed;
	}
}
