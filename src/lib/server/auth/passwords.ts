/** Passwords: argon2id with pinned parameters, at most two hashes at once, and a bounded line in front of them. */
import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1. Pinned (2 is argon2id), so that a library's default can't lower it. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Who waits for a hash: an enrolled tablet or somebody who is signed in, or any browser in the world. */
export type Line = 'known' | 'anybody';

/**
 * Each hash takes 19 MiB and a core: a burst of sign-ins must not starve the queue. One at a time in each line, so
 * that guesses from elsewhere can take one core at most, and never make a tablet wait.
 */
const lines = { known: pLimit(1), anybody: pLimit(1) } satisfies Record<Line, unknown>;

/** At 37 ms for each, the last one waits 2.4 s. */
const MOST_WAITING = 64;

/** Thrown at once, before any work, when too many are waiting. */
export class TooManyWaiting extends Error {
	override readonly name = 'TooManyWaiting';
	readonly code = 'too_many';
	/** When to try again: about then the line that there is now will be through. */
	readonly retryAfterMs = 3_000;
}

/** What is told instead. */
export interface TooMany {
	readonly refused: 'too_many';
	readonly retryAfterMs: number;
}

/** What `work` comes to, or that too many were waiting. */
export async function unlessTooMany<R>(work: () => Promise<R>): Promise<R | TooMany> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof TooManyWaiting)) throw error;
		return { refused: 'too_many', retryAfterMs: error.retryAfterMs };
	}
}

function inLine<R>(line: Line, work: () => Promise<R>): Promise<R> {
	const places = lines[line];
	if (places.pendingCount >= MOST_WAITING) return Promise.reject(new TooManyWaiting());
	return places(work);
}

/**
 * PHC string of a password.
 * @throws TooManyWaiting
 */
export function hashPassword(password: string): Promise<string> {
	return inLine('known', () => hash(password, ARGON2ID));
}

/** Of no account; made once with the parameters above. */
const DECOY =
	'$argon2id$v=19$m=19456,t=2,p=1$vDEOm68dJwK8U1xAOcFGIw$zeobdscZX4X27GW7VktvNxgdSgZlH2hzKDXYXSJZ0EE';

/** How long the last check took, without its wait in the line. */
let lastCheckMs = 40;

/**
 * True when the password made this hash. With null it takes as long and is false: no user name shows.
 * @throws TooManyWaiting
 */
export async function verifyPassword(
	stored: string | null,
	password: string,
	line: Line = 'anybody'
): Promise<boolean> {
	const matches = await inLine(line, async () => {
		const from = performance.now();
		const matched = await verify(stored ?? DECOY, password);
		lastCheckMs = performance.now() - from;
		return matched;
	});
	return matches && stored !== null;
}

/**
 * False, after as long as a check takes and without its work: for names that do not exist, once too many such
 * were tried. To refuse them instead would tell which names exist.
 * @throws TooManyWaiting
 */
export function pretendToVerify(line: Line = 'anybody'): Promise<false> {
	return inLine(line, () => pause(lastCheckMs, false as const));
}
