/** The alarm of this device for looks that nobody goes to: sound, and a screen that is seen from afar. */
import { AlarmSound } from '#lib/client/alarm-sound.ts';
import { SILENT, alarmStep, type AlarmTimes } from '#lib/client/alarm-times.ts';

export class LookAlarm {
	/** Something is waited for: the page's title says so, until somebody goes. */
	isOn = $state(false);
	/** The alert stands over the page; it may be put aside until the next minute. */
	isShown = $state(false);
	/** How often it rang since the page was opened. */
	rings = $state(0);
	/** The browser lets no sound out, or was not asked yet. */
	isMute = $state(true);
	#times: AlarmTimes = SILENT;
	#waiting: readonly string[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #sound = new AlarmSound();
	readonly #now: () => number;

	/** `now` is any clock in ms that is not turned back. */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** Listens for the first touch, in answer to which a browser allows sound; until what it returns is called. */
	start(): () => void {
		const touched = () => void this.allowSound();
		addEventListener('pointerdown', touched);
		addEventListener('keydown', touched);
		// Some browsers allow it to pages where somebody often listens.
		void this.allowSound();
		return () => {
			removeEventListener('pointerdown', touched);
			removeEventListener('keydown', touched);
			clearTimeout(this.#timer);
		};
	}

	/** The looks that nobody goes to, now. */
	update(waiting: readonly string[]): void {
		this.#waiting = waiting;
		this.#step();
	}

	/** Out of the way until the next minute. */
	putAside(): void {
		this.isShown = false;
	}

	async allowSound(): Promise<void> {
		if (this.#sound.isAllowed) return;
		const wasMute = this.isMute;
		this.isMute = !(await this.#sound.allow());
		// Whoever turns the sound on hears at once what they would have missed.
		if (wasMute && !this.isMute && this.isShown) this.#sound.ring();
	}

	#step(): void {
		clearTimeout(this.#timer);
		const { times, ring, inMs } = alarmStep(this.#times, this.#waiting, this.#now());
		this.#times = times;
		this.isOn = this.#waiting.length > 0;
		if (!this.isOn) this.isShown = false;
		if (ring) {
			this.isShown = true;
			this.rings += 1;
			this.#sound.ring();
		}
		if (inMs !== null) this.#timer = setTimeout(() => this.#step(), inMs);
	}
}
