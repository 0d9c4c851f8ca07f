/** The screen of whoever is signed in: a shared tablet is put down, and nothing of them is found afterwards. */
import { flushSync } from 'svelte';
import { watchTouches } from '#lib/client/activity.ts';
import { hearTabs, tellTabs } from '#lib/client/shared-device-tabs.ts';

const PATIENCE_MS = 8_000;
const AGAIN_MS = 2_000;
const TILES = '/tablette';

class Tablet {
	/** Somebody is signed in, and the tablet is not theirs alone. */
	shared = $state(false);
	/** It was put down: nothing of the former person is drawn any more. */
	locked = $state(false);
	/** The server could not be told of it yet. */
	offline = $state(false);
	/** Seconds until it locks by itself, near the end; else null. */
	secondsLeft: number | null = $state(null);
}
/** Of this page; on the server it stays as it is. */
export const tablet = new Tablet();

/** Watches over a page that somebody is signed in on, until the function that it gives is called. */
export function watchOver(screen: 'own' | 'shared'): () => void {
	tablet.shared = screen === 'shared';
	if (tablet.shared && lockDue.is()) lockTablet();
	const stops = [
		watchTouches({
			screen,
			onover: leave,
			onpresence(presence) {
				tablet.secondsLeft = presence.is === 'leaving' ? presence.seconds : null;
				if (presence.is === 'gone') lockTablet();
			}
		}),
		hearTabs((news) => {
			// The tab that was locked tells the server; this one helps only when that tab is gone.
			if (news.is === 'locked' && putDown()) void toTiles(AGAIN_MS);
		}),
		forgetWhenAway()
	];
	return () => {
		for (const stop of stops) stop();
		tablet.secondsLeft = null;
	};
}

/** Nobody is signed in: what was due is done. */
export function nobodyIsIn(): void {
	tablet.shared = false;
	lockDue.done();
}

/** Puts the tablet down: empty at once, here and in its other tabs; then the server is told until it hears. */
export function lockTablet(): void {
	if (!putDown()) return;
	lockDue.begin();
	tellTabs({ is: 'locked' });
	void toTiles(0);
}

let isLeaving = false;

/** Goes to another page for good: what this one hears of its session from here on leads nowhere else. */
export function leaveFor(path: string): void {
	isLeaving = true;
	location.replace(path);
}

/** This screen is not let in any more: to the tiles of a shared tablet, empty at once; elsewhere to the door. */
export function leave(): void {
	if (isLeaving) return;
	// The front door knows what comes next: signing in, or a training that is due.
	if (!tablet.shared) location.assign('/');
	else if (putDown()) location.replace(TILES);
}

function putDown(): boolean {
	if (tablet.locked) return false;
	flushSync(() => (tablet.locked = true));
	// The page came with its first picture written into a script.
	for (const script of document.querySelectorAll('script:not([src])')) script.remove();
	return true;
}

async function toTiles(pauseMs: number): Promise<void> {
	await pause(pauseMs);
	while (lockDue.is() && !(await tellLocked())) {
		tablet.offline = true;
		await pause(AGAIN_MS);
	}
	lockDue.done();
	// The page is replaced, not left: it is no step in the browser's history.
	location.replace(TILES);
}

/** True once the server has locked the session, or says that there is none to lock. */
async function tellLocked(): Promise<boolean> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const response = await fetch('/api/v1/session/lock', { method: 'POST', signal }).catch(() => null);
	return response !== null && response.status < 500 && response.status !== 429;
}

/** `ms` at most; less when the network comes back. */
function pause(ms: number): Promise<void> {
	return new Promise((resolve) => {
		if (ms === 0) return resolve();
		const done = () => {
			clearTimeout(timer);
			removeEventListener('online', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		addEventListener('online', done);
	});
}

/**
 * That the server must still be told outlives a page that was reloaded while the network was away. Not a word of
 * anybody is in it.
 */
const lockDue = {
	name: 'halte-lock-due',
	/** Where the browser keeps nothing for us, it lives as long as the page. */
	here: false,
	begin() {
		this.here = true;
		withStorage((storage) => storage.setItem(this.name, '1'));
	},
	done() {
		this.here = false;
		withStorage((storage) => storage.removeItem(this.name));
	},
	is(): boolean {
		return withStorage((storage) => storage.getItem(this.name) !== null) ?? this.here;
	}
};

function withStorage<R>(use: (storage: Storage) => R): R | null {
	try {
		return use(localStorage);
	} catch {
		return null;
	}
}

/** A page that the browser kept is not shown as it was: hidden before it is put away, read again when it is back. */
function forgetWhenAway(): () => void {
	const away = ({ persisted }: PageTransitionEvent) =>
		persisted && document.documentElement.classList.add('screen-hidden');
	const back = ({ persisted }: PageTransitionEvent) => persisted && location.reload();
	addEventListener('pagehide', away);
	addEventListener('pageshow', back);
	return () => {
		removeEventListener('pagehide', away);
		removeEventListener('pageshow', back);
	};
}
