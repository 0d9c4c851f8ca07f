import { expect, it } from 'vitest';
import { everyChangeLogged } from './audit.ts';
import { operationsOf } from './history.ts';
import { callNext, register, Telling } from './telling.ts';

const told = () => {
	const telling = new Telling().comes('a', 1).comes('b', 2);
	telling.isRefused(telling.asks('nurse', callNext, 'refused'), 'still_calling');
	telling.hearsNothing(telling.asks('tablet', register('c'), 'unheard'));
	return operationsOf(telling.history);
};
const breaches = (...logged: [number, string][]) =>
	everyChangeLogged(
		told(),
		logged.map(([seq, key]) => ({ seq, key })),
		0
	).map(({ message }) => message);

it('every change that was told is in the log, with or without those that nobody heard of', () => {
	expect(breaches([1, 'k1'], [2, 'k2'])).toEqual([]);
	expect(breaches([1, 'k1'], [2, 'k2'], [3, 'unheard'])).toEqual([]);
});

it('a change that is missing, or under another number', () => {
	expect(breaches([1, 'k1'])).toEqual([
		'the log does not have #1 tablet register b for nursing → here, nursing waiting (seq 2)'
	]);
	expect(breaches([1, 'k2'], [2, 'k1'])).toHaveLength(2);
});

it('a number that is left out', () => {
	expect(breaches([1, 'k1'], [3, 'k2'])[0]).toBe('the log has 3 where 2 follows');
});

it('a change that was refused, or that nobody asked for', () => {
	expect(breaches([1, 'k1'], [2, 'k2'], [3, 'refused'])).toEqual([
		'the log has a change that was refused: #2 nurse call_next nursing → refused: still_calling'
	]);
	expect(breaches([1, 'k1'], [2, 'k2'], [3, 'ghost'])).toEqual([
		'the log has a change that nobody asked for, 3: ghost'
	]);
});
