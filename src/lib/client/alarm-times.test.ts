/** The alarm of a « coup d’œil », on a clock of the test’s own. */
import { expect, it } from 'vitest';
import { AGAIN_AFTER_MS, SILENT, alarmStep, type AlarmTimes } from '#lib/client/alarm-times.ts';

/** The instants (s) at which the alarm sounds when this is what is waited for from each instant on. */
function rings(waitingFrom: Record<number, string[]>, untilS: number): number[] {
	const sounded: number[] = [];
	let times: AlarmTimes = SILENT;
	let waiting: string[] = [];
	for (let second = 0; second <= untilS; second += 1) {
		waiting = waitingFrom[second] ?? waiting;
		const step = alarmStep(times, waiting, second * 1000);
		times = step.times;
		if (step.ring) sounded.push(second);
	}
	return sounded;
}

it('sounds at once, then every 60 s, until somebody goes', () => {
	expect(rings({ 5: ['look'], 150: [] }, 400)).toEqual([5, 65, 125]);
});

it('sounds at once for another look, and then every 60 s for both', () => {
	expect(rings({ 0: ['one'], 20: ['one', 'other'] }, 100)).toEqual([0, 20, 80]);
});

it('goes on for the one that nobody goes to, without a sound of its own for the other’s end', () => {
	expect(rings({ 0: ['one', 'other'], 30: ['other'] }, 70)).toEqual([0, 60]);
});

it('is silent while nobody is waited for, and begins anew with the next look', () => {
	expect(rings({}, 200)).toEqual([]);
	expect(rings({ 0: ['one'], 10: [], 30: ['next'] }, 60)).toEqual([0, 30]);
});

it('says when to look again, so that no clock has to tick meanwhile', () => {
	const first = alarmStep(SILENT, ['look'], 1_000);
	expect(first).toMatchObject({ ring: true, inMs: AGAIN_AFTER_MS });
	expect(alarmStep(first.times, ['look'], 21_000)).toMatchObject({ ring: false, inMs: 40_000 });
	expect(alarmStep(first.times, [], 21_000)).toEqual({ times: SILENT, ring: false, inMs: null });
});
