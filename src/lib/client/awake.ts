/** Screens that stay lit and full, where the browser lets a page ask for it; elsewhere nothing happens. */

/** True where a page may keep the screen lit. */
export function canStayAwake(): boolean {
	return 'wakeLock' in navigator;
}

/** Keeps the screen lit until the function that it returns is called; asks again whenever the page is seen again. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let wanted = true;

	async function ask() {
		if (!wanted || document.visibilityState !== 'visible' || !canStayAwake()) return;
		if (lock !== null && !lock.released) return;
		// Refused on a low battery, for one; the screen's own settings count then.
		const given = await navigator.wakeLock.request('screen').catch(() => null);
		if (wanted) lock = given;
		else void given?.release();
	}

	void ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		wanted = false;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}

/** Fills the screen with the page, after a touch; false where that can't be. */
export async function fillScreen(): Promise<boolean> {
	if (!document.fullscreenEnabled) return false;
	return document.documentElement.requestFullscreen().then(
		() => true,
		() => false
	);
}
