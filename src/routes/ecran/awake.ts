/** Keeps the screen lit, where the browser lets a page ask for it. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let wanted = true;

	async function ask() {
		if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		// Refused on a low battery, for one; the screen's own settings count then.
		lock = await navigator.wakeLock.request('screen').catch(() => null);
	}

	void ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		wanted = false;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
