/** How long a session lasts and what it opens, decided without a clock of its own. */
import type { Training } from '#lib/domain/access/training.ts';

/**
 *  password  the password was right, the second factor is still due: opens nothing else
 *  locked    somebody put the shared device down: opens nothing, the PIN makes a new session
 *  alone     somebody who comes in is alone with the screen: opens one page of one site, and nothing else
 *  pin       unlocked on an enrolled device: the clinic's work, not the account's screens
 *  full      password and second factor, or a passkey
 */
export const SESSION_LEVELS = ['password', 'locked', 'alone', 'pin', 'full'] as const;
export type SessionLevel = (typeof SESSION_LEVELS)[number];

const MINUTE_MS = 60_000;

/** Durations; where each one comes from is said in docs/adr/0016. */
export const DURATIONS = {
	/** A shared screen locks after this long without a touch (the browser does it, to the second). */
	lockMs: 2 * MINUTE_MS,
	/** What the server grants beyond that: browsers tell of touches at most every 20 s, over bad wifi. */
	lockSlackMs: 40_000,
	/** A locked session is over after this long. */
	lockedMs: 15 * MINUTE_MS,
	/** One's own device, without a touch. */
	ownIdleMs: 60 * MINUTE_MS,
	/** Whatever happens. */
	absoluteMs: 12 * 60 * MINUTE_MS,
	/** Between password and second factor. */
	secondFactorMs: 10 * MINUTE_MS,
	/** After a full sign-in or a confirmation, account screens open without asking again. */
	freshMs: 10 * MINUTE_MS
} as const;

/** What is stored of a session that its state depends on; instants in ms. */
export interface SessionFacts {
	readonly level: SessionLevel;
	/** On an enrolled, shared device. */
	readonly shared: boolean;
	readonly lastActiveAt: number;
	readonly endsAt: number;
	/** Of the account: nobody works without one of the last twelve months. */
	readonly training: Training['state'];
}

/**
 * `pending`: the second factor is due. `locked`: the PIN is due. `untrained`: the training on privacy is. `alone`: not
 * the account's owner is in front of the screen.
 */
export type SessionState = 'open' | 'pending' | 'locked' | 'untrained' | 'alone' | 'over';

/** Where a session stands at `now` (ms). */
export function stateOf(facts: SessionFacts, now: number): SessionState {
	const { level, shared, lastActiveAt, endsAt } = facts;
	if (now >= endsAt) return 'over';
	const idle = now - lastActiveAt;
	switch (level) {
		case 'password':
			return idle < DURATIONS.secondFactorMs ? 'pending' : 'over';
		case 'locked':
			return idle < DURATIONS.lockedMs ? 'locked' : 'over';
		case 'alone':
			// Nobody touches it between two people: only its end ends it, or its owner's training.
			return facts.training === 'stopped' ? 'over' : 'alone';
		case 'pin':
		case 'full': {
			const opens = facts.training === 'stopped' ? 'untrained' : 'open';
			if (!shared) return idle < DURATIONS.ownIdleMs ? opens : 'over';
			const locksAfter = DURATIONS.lockMs + DURATIONS.lockSlackMs;
			if (idle < locksAfter) return opens;
			return idle < locksAfter + DURATIONS.lockedMs ? 'locked' : 'over';
		}
	}
}
