/** The sound of a « coup d’œil », made on the device: three rising notes, twice, unlike the call of a ticket word. */
const NOTES_HZ = [523.25, 659.25, 783.99];
const APART_S = 0.22;
const AGAIN_S = 1.1;
const LENGTH_S = 0.5;
const LOUDNESS = 0.2;

export class AlarmSound {
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
			// A device without a sound card: the alarm is seen, not heard.
			return false;
		}
		return this.isAllowed;
	}

	/** Sounds, if it may. */
	ring(): void {
		const audio = this.#audio;
		if (audio === null || audio.state !== 'running') return;
		for (const start of [0, AGAIN_S]) {
			NOTES_HZ.forEach((hertz, index) => note(audio, hertz, audio.currentTime + start + index * APART_S));
		}
	}
}

function note(audio: AudioContext, hertz: number, at: number): void {
	const tone = audio.createOscillator();
	const volume = audio.createGain();
	tone.type = 'triangle';
	tone.frequency.value = hertz;
	volume.gain.setValueAtTime(0, at);
	volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
	volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S);
	tone.connect(volume).connect(audio.destination);
	tone.start(at);
	tone.stop(at + LENGTH_S);
}
