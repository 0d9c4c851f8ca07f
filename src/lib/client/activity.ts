/** Touches of a person: they keep the session open, and without them a shared tablet is put down. */
import { DURATIONS } from '#lib/contract/shared-device.ts';
import { hearTabs, tellTabs } from '#lib/client/shared-device-tabs.ts';

/** A screen that is about to lock says so this long before, and one touch stops it (WCAG 2.2.1: 20 s at least). */
const ANNOUNCED_MS = 20_000;
/** The server is told this often at most: it grants a shared tablet 40 s beyond the two minutes. */
const TELL_EVERY_MS = { shared: 20_000, own: 60_000 };
const TELL_AGAIN_MS = 5_000;
const TELL_TABS_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 8_000;

/** What a hand does. Scrolling begins with one of these; a `scroll` by itself may come from a list that moved. */
const BY_HAND = ['pointerdown', 'pointermove', 'touchmove', 'wheel', 'keydown', 'click', 'input'] as const;
/** After these a page may be seen again that was away for long. */
const AWAKE = ['focus', 'pageshow', 'online'] as const;

export type Presence =
	{ readonly is: 'here' } | { readonly is: 'leaving'; readonly seconds: number } | { readonly is: 'gone' };

/** Whether somebody is still in front of a shared tablet; instants in ms. */
export function presenceAt(lastTouchAt: number, now: number): Presence {
	const left = DURATIONS.lockMs - (now - lastTouchAt);
	if (left <= 0) return { is: 'gone' };
	return left <= ANNOUNCED_MS ? { is: 'leaving', seconds: Math.ceil(left / 1000) } : { is: 'here' };
}

interface Watch {
	readonly screen: 'own' | 'shared';
	/** On a shared tablet, each second and at each touch. */
	readonly onpresence: (presence: Presence) => void;
	/** The server says that the session is over, or locked. */
	readonly onover: () => void;
}

/** Watches over the page until the function that it gives is called. Opening a page was a touch. */
export function watchTouches({ screen, onpresence, onover }: Watch): () => void {
	const shared = screen === 'shared';
	let lastTouchAt = Date.now();
	let toldTabsAt = 0;
	/** The next telling is due a while after this. */
	let toldAt = lastTouchAt;
	let untold = false;

	function touched(event: Event): void {
		if (!event.isTrusted || isAtRest(event)) return;
		const now = Date.now();
		// The first touch after a long sleep comes before the clock's next tick; it must not wake the session.
		if (shared && presenceAt(lastTouchAt, now).is === 'gone') return look();
		lastTouchAt = now;
		untold = true;
		if (shared && now - toldTabsAt >= TELL_TABS_EVERY_MS) {
			toldTabsAt = now;
			tellTabs({ is: 'touched', at: now });
		}
		look();
	}

	function look(): void {
		const now = Date.now();
		// A clock that was put back must not keep a tablet open.
		lastTouchAt = Math.min(lastTouchAt, now);
		toldAt = Math.min(toldAt, now);
		if (shared) {
			const presence = presenceAt(lastTouchAt, now);
			onpresence(presence);
			if (presence.is === 'gone') return;
		}
		if (untold && now - toldAt >= TELL_EVERY_MS[screen]) void tell(now);
	}

	async function tell(now: number): Promise<void> {
		toldAt = now;
		untold = false;
		const signal = AbortSignal.timeout(PATIENCE_MS);
		const response = await fetch('/api/v1/session/activity', { method: 'POST', signal }).catch(() => null);
		// 403: nothing opens any more for this account until its training is recorded.
		if (response?.status === 401 || response?.status === 403) return onover();
		if (response?.ok) return;
		untold = true;
		toldAt = now - TELL_EVERY_MS[screen] + TELL_AGAIN_MS;
	}

	const quietly = { capture: true, passive: true };
	for (const name of BY_HAND) addEventListener(name, touched, quietly);
	for (const name of AWAKE) addEventListener(name, look);
	document.addEventListener('visibilitychange', look);
	const timer = setInterval(look, LOOK_EVERY_MS);
	const deaf = hearTabs((news) => {
		if (news.is === 'touched') lastTouchAt = Math.max(lastTouchAt, news.at);
	});
	return () => {
		for (const name of BY_HAND) removeEventListener(name, touched, quietly);
		for (const name of AWAKE) removeEventListener(name, look);
		document.removeEventListener('visibilitychange', look);
		clearInterval(timer);
		deaf();
	};
}

/** Browsers say that the pointer moved also when the page moved under it. */
function isAtRest(event: Event): boolean {
	return (
		event instanceof PointerEvent && event.type === 'pointermove' && !event.movementX && !event.movementY
	);
}
