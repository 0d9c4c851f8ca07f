/** Whether this screen is hidden, whichever of its buttons was pressed: bars, sheets and alarms come and go under it. */
import { flushSync } from 'svelte';

class HiddenScreen {
	hidden = $state(false);
	/** Raised by each press: the cover comes over whatever was opened since. */
	presses = $state(0);

	hide(): void {
		// At once: the finger may be hiding it from somebody's eyes.
		flushSync(() => {
			this.hidden = true;
			this.presses += 1;
		});
	}

	show(): void {
		this.hidden = false;
	}
}
/** Of this page; on the server nothing is hidden. */
export const hiddenScreen = new HiddenScreen();
