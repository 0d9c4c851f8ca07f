/** Sounds that the device makes itself: no file to load, and nothing before the browser lets the page be heard. */

/** A few notes, each begun `apartS` after the one before. */
export interface Tune {
	hertz: readonly number[];
	apartS: number;
	lengthS: number;
	/** Until a note is at its loudest. */
	riseS: number;
	/** Of 1. */
	loudness: number;
	wave: OscillatorType;
	/** When it begins, and begins again, counted from the moment it is asked for. */
	beginsS: readonly number[];
}

export class DeviceSound {
	#audio: AudioContext | null = null;

	/** True when the browser lets this page make a sound. It may say no before anybody touched the page. */
	get isAllowed(): boolean {
		return this.#audio?.state === 'running';
	}

	/** Asks the browser; call it in answer to a touch. Resolves to whether it may. */
	async allow(): Promise<boolean> {
		try {
			this.#audio ??= new AudioContext();
			if (this.#audio.state !== 'running') await this.#audio.resume();
		} catch {
			// A device without a sound card: what it says is seen, not heard.
			return false;
		}
		return this.isAllowed;
	}

	/** Plays, if it may; true when it did. */
	play(tune: Tune): boolean {
		const audio = this.#audio;
		if (audio === null || audio.state !== 'running') return false;
		for (const begins of tune.beginsS) {
			tune.hertz.forEach((hertz, index) =>
				note(audio, tune, hertz, audio.currentTime + begins + index * tune.apartS)
			);
		}
		return true;
	}
}

function note(audio: AudioContext, tune: Tune, hertz: number, at: number): void {
	const tone = audio.createOscillator();
	const volume = audio.createGain();
	tone.type = tune.wave;
	tone.frequency.value = hertz;
	volume.gain.setValueAtTime(0, at);
	volume.gain.linearRampToValueAtTime(tune.loudness, at + tune.riseS);
	volume.gain.exponentialRampToValueAtTime(0.0001, at + tune.lengthS);
	tone.connect(volume).connect(audio.destination);
	tone.start(at);
	tone.stop(at + tune.lengthS);
}
