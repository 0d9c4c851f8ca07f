/** Two soft notes when somebody is called; never more often than every 20 s, and only after somebody wished it. */
const AT_MOST_EVERY_MS = 20_000;
/** A falling third, as of a door bell far away. */
const NOTES_HZ = [659.25, 523.25];
const APART_S = 0.42;
const LENGTH_S = 1.3;
const LOUDNESS = 0.09;

export class Chime {
	#audio: AudioContext | null = null;
	#last = -Infinity;

	/** Call it in answer to a touch; browsers allow no sound before. */
	async allow(): Promise<boolean> {
		this.#audio ??= new AudioContext();
		await this.#audio.resume();
		return this.#audio.state === 'running';
	}

	/** Rings, unless it has just rung. */
	ring(): void {
		const audio = this.#audio;
		if (audio === null || audio.state !== 'running') return;
		if (performance.now() - this.#last < AT_MOST_EVERY_MS) return;
		this.#last = performance.now();
		NOTES_HZ.forEach((hertz, index) => note(audio, hertz, audio.currentTime + index * APART_S));
	}
}

function note(audio: AudioContext, hertz: number, at: number): void {
	const tone = audio.createOscillator();
	const volume = audio.createGain();
	tone.type = 'sine';
	tone.frequency.value = hertz;
	volume.gain.setValueAtTime(0, at);
	volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.04);
	volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S);
	tone.connect(volume).connect(audio.destination);
	tone.start(at);
	tone.stop(at + LENGTH_S);
}
