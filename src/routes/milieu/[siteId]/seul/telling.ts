/** What every part of the page needs: the words of the language that was chosen, and the voice. */
import { createContext } from 'svelte';
import type { Script } from '#lib/contract/alone.ts';
import type { Voice } from './voice.svelte.ts';

interface Telling {
	readonly words: Script['words'];
	readonly voice: Voice;
}

export const [tellingHere, provideTelling] = createContext<Telling>();
