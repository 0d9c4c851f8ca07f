/** The one thing this device keeps: the key of this screen, which names a site and no person. */
import { displayTokenAnswer } from '#lib/contract/answers.ts';

const STORED_AS = 'halte.display';

export interface ScreenKey {
	token: string;
	siteId: string;
}

/** Null when this screen has not been paired, or was sent away. */
export function readKey(): ScreenKey | null {
	try {
		return displayTokenAnswer.parse(JSON.parse(localStorage.getItem(STORED_AS) ?? 'null'));
	} catch {
		return null;
	}
}

/** Keeps the key over restarts; without storage the screen works until it is switched off. */
export function keepKey(key: ScreenKey): void {
	try {
		localStorage.setItem(STORED_AS, JSON.stringify(key));
	} catch {
		// A device that stores nothing is paired again after its next start.
	}
}

/** The key is of no more use. */
export function forgetKey(): void {
	try {
		localStorage.removeItem(STORED_AS);
	} catch {
		// Nothing was stored.
	}
}
