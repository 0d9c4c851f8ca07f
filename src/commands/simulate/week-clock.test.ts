import { expect, it } from 'vitest';
import { WeekClock } from './week-clock.ts';

const MINUTE = 60_000;

function timeAt(start: number) {
	const time = {
		at: start,
		now: () => time.at,
		pause: (ms: number) => Promise.resolve((time.at += ms))
	};
	return time;
}

it('stands until a step is wanted, runs to it at its speed, and stands again', async () => {
	const real = timeAt(0);
	const clock = new WeekClock(0, 60, real);
	expect(clock.now()).toBe(0);
	await clock.reach(10 * MINUTE);
	expect(clock.now()).toBe(10 * MINUTE);
	expect(real.at).toBe(10_000);
	real.at += 60_000;
	expect(clock.now()).toBe(10 * MINUTE);
});

it('makes up for what a step took, and never goes back', async () => {
	const real = timeAt(0);
	const clock = new WeekClock(0, 60, real);
	real.at = 20_000;
	await clock.reach(10 * MINUTE);
	await clock.reach(15 * MINUTE);
	await clock.reach(12 * MINUTE);
	expect(clock.now()).toBe(15 * MINUTE);
	expect(real.at).toBe(20_000);
});

it('leaps over nights', async () => {
	const real = timeAt(0);
	const clock = new WeekClock(0, 1, real);
	await clock.reach(16 * 60 * MINUTE);
	expect(clock.now()).toBe(16 * 60 * MINUTE);
	expect(real.at).toBe(0);
});
