/** Whether anybody is still in front of a screen that somebody was left alone with. */

/** Then the next person begins anew (R-I3). */
const RESET_MS = 60_000;
/** One touch is enough to stay, and there is time for it (WCAG 2.2.1, Timing Adjustable). */
const ASKED_MS = 45_000;
/** A voice that never says that it has ended, on a line that hangs, keeps nobody's answers there for longer. */
const LONGEST_SAYING_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
const BY_HAND = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;

export type Patience = 'here' | 'asked' | 'gone';

/** How it stands `now`, `lastTouchAt` being the last touch; instants in ms. */
export function patienceAt(lastTouchAt: number, now: number): Patience {
	const idle = now - lastTouchAt;
	if (idle >= RESET_MS) return 'gone';
	return idle >= ASKED_MS ? 'asked' : 'here';
}

interface Watch {
	/** Nobody is asked anything while something is said aloud. */
	readonly isSpeaking: () => boolean;
	readonly onpatience: (patience: Patience) => void;
}

/** Watches until `stop`; `stay` is a touch of ours. */
export function watchPatience({ isSpeaking, onpatience }: Watch): { stay(): void; stop(): void } {
	let lastTouchAt = Date.now();
	let byHandAt = lastTouchAt;
	let told: Patience = 'here';
	const look = () => {
		const now = Date.now();
		// A clock that was put back must not keep anything on the screen.
		lastTouchAt = Math.min(lastTouchAt, now);
		byHandAt = Math.min(byHandAt, now);
		if (isSpeaking() && told === 'here' && now - byHandAt < LONGEST_SAYING_MS) lastTouchAt = now;
		told = patienceAt(lastTouchAt, now);
		onpatience(told);
	};
	const touched = () => {
		// Once asked, only an answer counts: what lies underneath must not be pressed by it.
		if (told !== 'here' || patienceAt(lastTouchAt, Date.now()) === 'gone') return look();
		byHandAt = lastTouchAt = Date.now();
	};
	for (const name of BY_HAND) addEventListener(name, touched, { capture: true, passive: true });
	document.addEventListener('visibilitychange', look);
	const timer = setInterval(look, LOOK_EVERY_MS);
	return {
		stay() {
			byHandAt = lastTouchAt = Date.now();
			told = 'here';
			onpatience(told);
		},
		stop() {
			for (const name of BY_HAND) removeEventListener(name, touched, { capture: true });
			document.removeEventListener('visibilitychange', look);
			clearInterval(timer);
		}
	};
}
