import { expect, it } from 'vitest';
import { LIMITS } from '#lib/server/limits/table.ts';

/** displays.ts: eight of twenty letters. */
const SCREEN_CODES = 20 ** 8;

it('a guessed pairing code succeeds at most once in a million, in whatever ten minutes one looks at', () => {
	const { pairings_asked: asked } = LIMITS.counts;
	const { pairing_code: guess } = LIMITS.secrets;
	expect([asked.windowS, guess.forgetAfterS, guess.longestWaitS]).toEqual([600, 600, 600]);
	// Ten minutes touch two windows of each, and a code lives ten minutes.
	const waiting = 2 * asked.points;
	const guesses = 2 * guess.free;
	expect((waiting * guesses) / SCREEN_CODES).toBeLessThanOrEqual(1e-6);
});

it('the busiest tablet stays twenty times below its limit', () => {
	const { registrations } = LIMITS.counts;
	expect(registrations).toMatchObject({ per: 'account_and_device', windowS: 600 });
	expect(registrations.points / 300).toBeGreaterThanOrEqual(20);
});

it('no wait at a secret is a lock: a quarter of an hour at most', () => {
	for (const [name, { longestWaitS }] of Object.entries(LIMITS.secrets)) {
		expect(longestWaitS, name).toBeLessThanOrEqual(15 * 60);
	}
});
