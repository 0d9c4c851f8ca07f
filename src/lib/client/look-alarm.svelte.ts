/** The alarm of this device for looks that nobody goes to: sound, and a screen that is seen from afar. */
import { SILENT, alarmStep, type AlarmTimes } from '#lib/client/alarm-times.ts';
import { DeviceSound, type Tune } from '#lib/client/device-sound.ts';

/** Three rising notes, twice, unlike the call of a ticket word. */
const ALARM: Tune = {
	hertz: [523.25, 659.25, 783.99],
	apartS: 0.22,
	lengthS: 0.5,
	riseS: 0.03,
	loudness: 0.2,
	wave: 'triangle',
	beginsS: [0, 1.1]
};

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
	readonly #sound = new DeviceSound();
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
		if (wasMute && !this.isMute && this.isShown) this.#sound.play(ALARM);
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
			this.#sound.play(ALARM);
		}
		if (inMs !== null) this.#timer = setTimeout(() => this.#step(), inMs);
	}
}
