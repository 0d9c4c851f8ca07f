import { describe, expect, it } from 'vitest';
import type { Asked, History } from './history.ts';
import { operationsOf } from './history.ts';
import { linearizable } from './linearizable.ts';
import { all, callNext, here, nobody, place, register, Telling, visit } from './telling.ts';

const verdict = (history: History, seq = 0) => linearizable(operationsOf(history), seq);
const message = (history: History): string => {
	const found = verdict(history);
	return found.accepted ? 'accepted' : found.message;
};
const step = (verb: 'start' | 'complete' | 'absent' | 'release' | 'undo', name: string): Asked => ({
	...{ verb, visit: name, service: 'nursing' }
});
const read: Asked = { verb: 'read' };

describe('Good histories are accepted', () => {
	it('a quiet afternoon, one step after the other', () => {
		const told = new Telling()
			.comes('a', 1)
			.comes('b', 2)
			.does('nurse', callNext, place(3, 'a', 'called', 'nurse'))
			.does('nurse', step('absent', 'a'), place(4, 'a', 'waiting', null))
			.does('nurse', callNext, place(5, 'b', 'called', 'nurse'))
			.does('tablet', { verb: 'return', visit: 'a' }, visit(6, 'here', 'waiting'))
			.comes('c', 7)
			// Back within the grace: before whoever came meanwhile.
			.does('other', callNext, place(8, 'a', 'called', 'other'))
			.does('other', step('undo', 'a'), place(9, 'a', 'waiting', null))
			.does('other', { ...step('release', 'b') }, place(10, 'b', 'waiting', null))
			.does(
				'other',
				{ verb: 'level', visit: 'c', service: 'nursing', level: 'now' },
				place(11, 'c', 'waiting', null)
			)
			.does('nurse', callNext, place(12, 'c', 'called', 'nurse'))
			.does('nurse', step('start', 'c'), place(13, 'c', 'in_service', 'nurse'))
			.does('nurse', step('complete', 'c'), place(14, 'c', 'done', 'nurse'))
			.does('tablet', { verb: 'leave', visit: 'b' }, visit(15, 'left', 'cancelled'))
			.does(
				'end',
				read,
				all(15, 'a here nursing waiting -', 'b left nursing cancelled -', 'c here nursing done nurse')
			);
		expect(message(told.history)).toBe('accepted');
	});

	it('two call at once: whoever has the smaller number has the first', () => {
		const told = new Telling().comes('a', 1).comes('b', 2);
		const [one, two] = [told.asks('n1', callNext), told.asks('n2', callNext)];
		told.hears(one, place(4, 'b', 'called', 'n1')).hears(two, place(3, 'a', 'called', 'n2'));
		expect(message(told.history)).toBe('accepted');
	});

	it('« nobody » beside a registration that is under way', () => {
		const told = new Telling();
		const coming = told.asks('tablet', register('a'));
		told.does('nurse', callNext, nobody).hears(coming, here(1, 100));
		expect(message(told.history)).toBe('accepted');
	});

	it('what nobody heard of may have happened, late, or never', () => {
		const late = new Telling();
		late.hearsNothing(late.asks('tablet', register('a')));
		late.does('nurse', callNext, nobody).does('nurse', callNext, place(2, 'a', 'called', 'nurse'));
		expect(message(late.history)).toBe('accepted');
		const never = new Telling();
		never.hearsNothing(never.asks('tablet', register('a')));
		never.comes('b', 1).does('nurse', callNext, place(2, 'b', 'called', 'nurse'));
		expect(message(never.history)).toBe('accepted');
	});

	it('a call that nobody heard of, for nobody at first, takes somebody who came later', () => {
		const told = new Telling();
		told.hearsNothing(told.asks('n1', callNext));
		told.does('n2', callNext, nobody).comes('a', 1).does('n2', callNext, nobody);
		expect(message(told.history)).toBe('accepted');
	});

	it('a call that nobody heard of takes somebody away', () => {
		const told = new Telling().comes('a', 1).comes('b', 2);
		told.hearsNothing(told.asks('n1', callNext));
		told.does('n2', callNext, place(4, 'b', 'called', 'n2')).does('n3', callNext, nobody);
		expect(message(told.history)).toBe('accepted');
	});

	it('the same key again, with the same answer', () => {
		const told = new Telling();
		const key = told.asks('tablet', register('a'));
		told.hearsNothing(key).asks('tablet', register('a'), key);
		told.hears(key, here(1, 100));
		expect(message(told.history)).toBe('accepted');
	});

	it('a refusal that was right when it was said', () => {
		const told = new Telling().comes('a', 1);
		const [one, two] = ['n1', 'n2'].map((by) =>
			told.asks(by, { verb: 'call', visit: 'a', service: 'nursing' })
		);
		told.isRefused(one as string, 'taken').hears(two as string, place(2, 'a', 'called', 'n2'));
		expect(message(told.history)).toBe('accepted');
	});

	it('forty at once and many unheard, in little time', () => {
		const told = new Telling();
		const keys = Array.from({ length: 40 }, (_, i) => told.asks('tablet', register(`v${i}`)));
		keys.forEach((key, i) =>
			i % 4 === 0 ? told.hearsNothing(key) : told.hears(key, here(i + 1, (i + 1) * 100))
		);
		const { accepted, configurations } = verdict(told.history);
		expect(accepted).toBe(true);
		expect(configurations).toBeLessThan(5_000);
	});
});

describe('Broken histories are refused, and the operation is named', () => {
	const waits = () => new Telling().comes('a', 1).comes('b', 2);

	it('one person called for two', () => {
		const told = waits()
			.does('n1', callNext, place(3, 'a', 'called', 'n1'))
			.does('n2', callNext, place(4, 'a', 'called', 'n2'));
		expect(message(told.history)).toContain(
			'#3 n2 call_next nursing → a/nursing called by n2 (seq 4)\nat the latest moment the answer would be: b/nursing'
		);
	});

	it('an acknowledged visit that is lost', () => {
		const told = new Telling().comes('a', 1).does('end', read, all(1));
		expect(message(told.history)).toContain('#1 end read → nobody (seq 1)');
	});

	it('« nobody » while somebody waits', () => {
		const told = new Telling().comes('a', 1).does('nurse', callNext, nobody);
		expect(message(told.history)).toContain('#1 nurse call_next nursing → nobody waits');
	});

	it('the second before the first', () => {
		const told = waits().does('nurse', callNext, place(3, 'b', 'called', 'nurse'));
		expect(message(told.history)).toContain('#2 nurse call_next nursing → b/nursing');
	});

	it('somebody of a lower level before a higher one', () => {
		const level: Asked = { verb: 'level', visit: 'b', service: 'nursing', level: 'sooner_today' };
		const told = waits()
			.does('nurse', level, place(3, 'b', 'waiting', null))
			.does('nurse', callNext, place(4, 'a', 'called', 'nurse'));
		expect(message(told.history)).toContain('#3 nurse call_next nursing → a/nursing');
	});

	it('somebody who left, called again', () => {
		const told = new Telling()
			.comes('a', 1)
			.does('tablet', { verb: 'leave', visit: 'a' }, visit(2, 'left', 'cancelled'))
			.does('nurse', callNext, place(3, 'a', 'called', 'nurse'));
		expect(message(told.history)).toContain('at the latest moment the answer would be: nobody waits');
	});

	it('somebody who is outside, called', () => {
		const told = waits()
			.does('tablet', { verb: 'step_out', visit: 'a' }, visit(3, 'stepped_out', 'waiting'))
			.does('nurse', callNext, place(4, 'a', 'called', 'nurse'));
		expect(message(told.history)).toContain('#3 nurse call_next');
	});

	it('an acknowledged undo without effect', () => {
		const told = new Telling()
			.comes('a', 1)
			.does('nurse', callNext, place(2, 'a', 'called', 'nurse'))
			.does('nurse', step('undo', 'a'), place(3, 'a', 'waiting', null))
			.does('nurse', callNext, nobody);
		expect(message(told.history)).toContain('#3 nurse call_next nursing → nobody waits');
	});

	it('one key, two people on the list', () => {
		const told = new Telling();
		const key = told.asks('tablet', register('a'));
		told.hears(key, here(1, 100)).asks('tablet', register('a'), key);
		told.hears(key, here(1, 100));
		told.does('end', read, all(2, 'a here nursing waiting -', 'a2 here nursing waiting -'));
		expect(message(told.history)).toContain('end read → a here nursing waiting -; a2 here');
	});

	it('an effect of what was refused', () => {
		const told = waits();
		told.does('n1', callNext, place(3, 'a', 'called', 'n1'));
		const key = told.asks('n1', { verb: 'call_next', services: ['nursing'] });
		told.isRefused(key, 'still_calling').does('n2', callNext, nobody);
		expect(message(told.history)).toContain('#4 n2 call_next nursing → nobody waits');
	});

	it('a refusal that had no reason', () => {
		const told = new Telling().comes('a', 1);
		told.isRefused(told.asks('nurse', { verb: 'call', visit: 'a', service: 'nursing' }), 'taken');
		expect(message(told.history)).toContain('#1 nurse call a/nursing → refused: taken');
	});

	it('a number that is left out, and one that comes again', () => {
		expect(message(new Telling().comes('a', 1).comes('b', 3).history)).toContain(
			'#1 tablet register b for nursing → here, nursing waiting (seq 3)'
		);
		expect(message(new Telling().comes('a', 1).comes('b', 1, 200).history)).toContain('#1 tablet register b');
	});

	it('an arrival before that of somebody who was already there', () => {
		expect(message(new Telling().comes('a', 1, 500).comes('b', 2, 400).history)).toContain(
			'its arrival 400 is not after'
		);
	});

	it('what nobody heard of, twice', () => {
		const told = new Telling().comes('a', 1).comes('b', 2).comes('c', 3);
		told.hearsNothing(told.asks('n1', callNext));
		told.does('n2', callNext, place(6, 'c', 'called', 'n2'));
		expect(message(told.history)).toContain('#4 n2 call_next nursing → c/nursing');
	});
});

it('where the log says what became of an unheard command, no other order is looked for', () => {
	const told = new Telling().comes('a', 1).comes('b', 2);
	told.hearsNothing(told.asks('n1', callNext));
	told.does('n2', callNext, nobody);
	const verdictWith = (logged: number | null) =>
		linearizable(
			operationsOf(told.history).map((operation) =>
				operation.outcome.type === 'info' ? { ...operation, logged } : operation
			),
			0
		).accepted;
	told.does('end', read, all(3, 'a here nursing called n1', 'b here nursing waiting -'));
	expect([verdictWith(3), verdictWith(4), verdictWith(null)]).toEqual([false, false, false]);
	const late = new Telling().comes('a', 1);
	late.hearsNothing(late.asks('n1', callNext));
	late.does('n2', callNext, nobody);
	const operations = operationsOf(late.history).map((o) =>
		o.outcome.type === 'info' ? { ...o, logged: 2 } : o
	);
	expect(linearizable(operations, 0).accepted).toBe(true);
});

it('a history that contradicts itself is a fault of the recording', () => {
	const twice = new Telling();
	twice.asks('tablet', register('b'), twice.asks('tablet', register('a')));
	expect(() => operationsOf(twice.history)).toThrow('asks for two things');
	expect(() => operationsOf(new Telling().hears('k', nobody).history)).toThrow('never asked');
});
