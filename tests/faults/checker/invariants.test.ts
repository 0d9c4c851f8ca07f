import { expect, it } from 'vitest';
import { operationsOf, type Asked } from './history.ts';
import * as promises from './invariants.ts';
import { callNext, here, nobody, place, register, Telling } from './telling.ts';

const absent: Asked = { verb: 'absent', visit: 'a', service: 'nursing' };
const waits = () => new Telling().comes('a', 1).comes('b', 2);
const said = (breaches: promises.Breach[]) =>
	breaches.map(({ invariant, message }) => `${invariant} ${message}`);
const rows = new Map([['a', { arrivedAt: 100, services: ['nursing'] }]]);

it('I1: a place is called twice only when it was put back, or may have been', () => {
	const twice = waits()
		.does('n1', callNext, place(3, 'a', 'called', 'n1'))
		.does('n2', callNext, place(4, 'a', 'called', 'n2'));
	expect(said(promises.nobodyCalledTwice(operationsOf(twice.history)))).toEqual([
		'I1 a/nursing was called twice: #2 n1 call_next nursing → a/nursing called by n1 (seq 3) and ' +
			'#3 n2 call_next nursing → a/nursing called by n2 (seq 4)'
	]);
	const putBack = waits()
		.does('n1', callNext, place(3, 'a', 'called', 'n1'))
		.does('n1', absent, place(4, 'a', 'waiting', null))
		.does('n2', callNext, place(5, 'a', 'called', 'n2'));
	expect(promises.nobodyCalledTwice(operationsOf(putBack.history))).toEqual([]);
	const unheard = waits().does('n1', callNext, place(3, 'a', 'called', 'n1'));
	unheard.hearsNothing(unheard.asks('n1', absent));
	unheard.does('n2', callNext, place(5, 'a', 'called', 'n2'));
	expect(promises.nobodyCalledTwice(operationsOf(unheard.history))).toEqual([]);
});

it('I2: whoever was promised a place has it in the rows, and nobody else is there', () => {
	const operations = operationsOf(waits().history);
	expect(said(promises.nobodyLost(operations, rows))).toEqual([
		'I2 #1 tablet register b for nursing → here, nursing waiting (seq 2) was promised and is not in the rows'
	]);
	const moved = new Map([...rows, ['b', { arrivedAt: 150, services: ['nursing'] }]] as const);
	expect(promises.nobodyLost(operations, moved)).toHaveLength(1);
	expect(said(promises.nobodyInvented(operations, ['a', 'ghost']))).toEqual([
		'I2 ghost is in the rows and nobody put it there'
	]);
	const refused = new Telling();
	refused.isRefused(refused.asks('tablet', register('a')), 'no_open_block');
	expect(promises.nobodyInvented(operationsOf(refused.history), ['a'])).toHaveLength(1);
});

it('I3: nobody who waited untouched is passed by a later arrival, unless a level says so', () => {
	const passed = waits().does('nurse', callNext, place(3, 'b', 'called', 'nurse'));
	expect(said(promises.inOrder(operationsOf(passed.history)))).toEqual([
		'I3 #0 tablet register a for nursing → here, nursing waiting (seq 1) and ' +
			'#2 nurse call_next nursing → b/nursing called by nurse (seq 3): the first waited, and the second passed'
	]);
	const level: Asked = { verb: 'level', visit: 'b', service: 'nursing', level: 'now' };
	const sooner = waits()
		.does('nurse', level, place(3, 'b', 'waiting', null))
		.does('nurse', callNext, place(4, 'b', 'called', 'nurse'));
	expect(promises.inOrder(operationsOf(sooner.history))).toEqual([]);
	const other: Asked = { verb: 'call_next', services: ['dental'] };
	const elsewhere = waits().does('dentist', other, place(3, 'b', 'called', 'dentist'));
	expect(promises.inOrder(operationsOf(elsewhere.history))).toEqual([]);
});

it('I4: « nobody » is no answer while somebody waits, and is one while somebody comes', () => {
	const wrong = new Telling().comes('a', 1).does('nurse', callNext, nobody);
	expect(said(promises.neverFalselyEmpty(operationsOf(wrong.history)))).toEqual([
		'I4 #1 nurse call_next nursing → nobody waits while ' +
			'#0 tablet register a for nursing → here, nursing waiting (seq 1) waited'
	]);
	const coming = new Telling();
	const key = coming.asks('tablet', register('a'));
	coming.does('nurse', callNext, nobody).hears(key, here(1, 100));
	expect(promises.neverFalselyEmpty(operationsOf(coming.history))).toEqual([]);
	const unheard = new Telling().comes('a', 1);
	unheard.hearsNothing(unheard.asks('n1', callNext));
	unheard.does('n2', callNext, nobody);
	expect(promises.neverFalselyEmpty(operationsOf(unheard.history))).toEqual([]);
});

it('one key has one answer', () => {
	const told = new Telling();
	const key = told.asks('tablet', register('a'));
	told.hears(key, here(1, 100)).asks('tablet', register('a'), key);
	expect(promises.oneAnswerPerKey(told.hears(key, here(1, 100)).history)).toEqual([]);
	const [breach] = promises.oneAnswerPerKey(told.hears(key, here(2, 200)).history);
	expect(breach?.message).toContain('the key k1 was answered');
});

it('numbers are given once, and grow with time', () => {
	expect(promises.numbersGrow(operationsOf(waits().history))).toEqual([]);
	const again = new Telling().comes('a', 1).comes('b', 1);
	expect(promises.numbersGrow(operationsOf(again.history))[0]?.message).toContain(
		'one number for two changes'
	);
	const back = new Telling().comes('a', 2).comes('b', 1);
	expect(promises.numbersGrow(operationsOf(back.history))[0]?.message).toContain('the number went back: #0');
});
