import { describe, expect, it, test } from 'vitest';
import { DURATIONS, SESSION_LEVELS, stateOf, type SessionFacts } from '#lib/domain/access/session.ts';

const MINUTE = 60_000;
const START = 1_800_000_000_000;

const at = (minutes: number, facts: Partial<SessionFacts>) =>
	stateOf(
		{
			level: 'full',
			shared: false,
			lastActiveAt: START,
			endsAt: START + DURATIONS.absoluteMs,
			training: 'fresh',
			...facts
		},
		START + minutes * MINUTE
	);

describe('On a device of one’s own', () => {
	test.each([
		[0, 'open'],
		[59.9, 'open'],
		[60, 'over']
	])('after %d minutes without a touch the session is %s', (minutes, state) => {
		expect(at(minutes, {})).toBe(state);
	});
});

describe('On a shared tablet', () => {
	test.each([
		[2, 'open'],
		[2.6, 'open'],
		[2.7, 'locked'],
		[17.6, 'locked'],
		[17.7, 'over']
	])('after %d minutes without a touch the session is %s', (minutes, state) => {
		expect(at(minutes, { shared: true })).toBe(state);
		expect(at(minutes, { shared: true, level: 'pin' })).toBe(state);
	});

	it('a locked session is over fifteen minutes after its lock', () => {
		expect(at(14.9, { shared: true, level: 'locked' })).toBe('locked');
		expect(at(15, { shared: true, level: 'locked' })).toBe('over');
	});
});

describe('Left alone with somebody', () => {
	test.each([0, 2.7, 60, 12 * 60 - 1])('after %d minutes without a touch a screen still is', (minutes) => {
		for (const shared of [true, false]) expect(at(minutes, { level: 'alone', shared })).toBe('alone');
	});

	it('it opens no clinic’s work, and is over with its owner’s training', () => {
		expect(at(0, { level: 'alone' })).not.toBe('open');
		expect(at(0, { level: 'alone', training: 'stopped' })).toBe('over');
	});
});

it('Between password and second factor nothing is open, for ten minutes', () => {
	expect(at(0, { level: 'password' })).toBe('pending');
	expect(at(9.9, { level: 'password' })).toBe('pending');
	expect(at(10, { level: 'password' })).toBe('over');
});

describe('Without a training of the last twelve months', () => {
	test.each([
		['full', false, 0, 'untrained'],
		['full', true, 0, 'untrained'],
		['pin', true, 0, 'untrained'],
		// Who somebody is comes first, and a session ends as any other.
		['password', false, 0, 'pending'],
		['locked', true, 0, 'locked'],
		['full', true, 2.7, 'locked'],
		['full', false, 60, 'over']
	] as const)(
		'a session at the level %s (shared: %s) after %d minutes is %s',
		(level, shared, minutes, state) => {
			expect(at(minutes, { level, shared, training: 'stopped' })).toBe(state);
		}
	);

	it('and one that will soon be due opens everything', () => {
		expect(at(0, { training: 'due' })).toBe('open');
	});
});

it('After twelve hours every session is over, however busy it was', () => {
	for (const level of SESSION_LEVELS)
		for (const shared of [true, false]) {
			const lastActiveAt = START + DURATIONS.absoluteMs - 1;
			expect(at(12 * 60, { level, shared, lastActiveAt })).toBe('over');
		}
});
