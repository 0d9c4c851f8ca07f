/** Says texts aloud, from files of the house or by a voice of this device. No text ever goes out to be spoken. */
import type { Said } from '#lib/contract/alone.ts';

/**
 *  still    nothing sounds
 *  speaking `what` sounds
 *  none     nobody has recorded `what`, and this device has no voice of its own for it
 *  blocked  the browser lets nothing sound, or what sounds is not heard
 */
export type VoiceState =
	{ readonly is: 'still' } | { readonly is: 'speaking' | 'none' | 'blocked'; readonly what: readonly Said[] };

export class Voice {
	state: VoiceState = $state.raw({ is: 'still' });
	/** Made at the first touch: there is none on the server. */
	#audio: HTMLAudioElement | null = null;
	/** Each saying has a number; what an earlier one still hears of itself counts no more. */
	#saying = 0;

	/** Says the texts one after the other; the same again while they sound stops them. */
	async say(what: readonly Said[]): Promise<void> {
		const again = this.isSaying(what);
		this.hush();
		if (again) return;
		const saying = this.#saying;
		this.state = { is: 'speaking', what };
		for (const said of what) {
			const outcome = await (said.voice === null ? this.#byDevice(said) : this.#byFile(said.voice));
			if (saying !== this.#saying) return;
			if (outcome !== 'said') return void (this.state = { is: outcome, what });
		}
		this.state = { is: 'still' };
	}

	/** True while these texts sound. */
	isSaying(what: readonly Said[]): boolean {
		const { state } = this;
		return state.is === 'speaking' && nameOf(state.what) === nameOf(what);
	}

	/** In answer to a touch: browsers that block sound allow it then. */
	allow(): void {
		const { state } = this;
		if (this.#audio !== null) {
			this.#audio.muted = false;
			this.#audio.volume = 1;
		}
		if (state.is === 'blocked') void this.say(state.what);
	}

	/** Stops, and keeps nothing of what was said. */
	hush(): void {
		this.#saying += 1;
		this.state = { is: 'still' };
		if (this.#audio !== null) {
			this.#audio.pause();
			this.#audio.removeAttribute('src');
		}
		if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
	}

	async #byFile(file: string): Promise<'said' | 'none' | 'blocked'> {
		const audio = (this.#audio ??= new Audio());
		if (audio.muted || audio.volume === 0) return 'blocked';
		const ended = new Promise<'said' | 'none'>((resolve) => {
			audio.onended = () => resolve('said');
			audio.onerror = () => resolve('none');
		});
		audio.src = file;
		try {
			await audio.play();
		} catch (error) {
			return error instanceof DOMException && error.name === 'NotAllowedError' ? 'blocked' : 'none';
		}
		return ended;
	}

	async #byDevice({ lang, text }: Said): Promise<'said' | 'none'> {
		const voice = ownVoice(lang);
		if (voice === null) return 'none';
		return new Promise((resolve) => {
			const words = new SpeechSynthesisUtterance(text);
			words.voice = voice;
			words.lang = voice.lang;
			words.onend = () => resolve('said');
			words.onerror = () => resolve('none');
			speechSynthesis.speak(words);
		});
	}
}

function nameOf(what: readonly Said[]): string {
	return what.map(({ lang, text }) => `${lang}|${text}`).join('\n');
}

/** A voice that works without the network: another one would send the text to somebody's server. */
function ownVoice(lang: string): SpeechSynthesisVoice | null {
	if (!('speechSynthesis' in globalThis)) return null;
	const voices = speechSynthesis.getVoices().filter(({ localService }) => localService);
	return voices.find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang) ?? null;
}
