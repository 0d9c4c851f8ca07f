/**
 * Whether one order of the operations, each between its call and its answer, explains every answer: the algorithm of
 * Wing and Gong with Lowe's memory of configurations (G. Lowe, Testing for linearizability, 2017), as Porcupine has it.
 * An operation that nobody heard of may take effect at any later moment, or never.
 */
import type { Operation } from './history.ts';
import { emptyQueue, type Person, type Queue } from './model.ts';
import { step } from './step.ts';
import { describe } from './words.ts';

export type Verdict =
	| { readonly accepted: true; readonly order: readonly number[]; readonly configurations: number }
	| { readonly accepted: false; readonly message: string; readonly configurations: number };

/** Two ends of an operation in the list of those that are not yet in the order. */
interface Link {
	readonly operation: Operation;
	/** The end of a call; null at an answer. */
	readonly answer: Link | null;
	readonly isCall: boolean;
	previous: Link | null;
	next: Link | null;
}

interface Stuck {
	readonly done: number;
	readonly blocked: Operation;
	readonly queue: Queue;
	readonly order: readonly number[];
}

/** A history that needs more is undecided, and counts as refused: many unheard commands and one wrong answer. */
const MOST_CONFIGURATIONS = 300_000;
/** Nobody can look at more of the order than its end. */
const SHOWN = 6;

/** Checks a history that began with nobody on the list and the site at `seq`. */
export function linearizable(operations: readonly Operation[], seq: number): Verdict {
	const head = listOf(operations.filter(({ logged }) => logged !== null));
	const numbers = numbersOf(operations);
	const seen = new Set<string>();
	const done = new Uint8Array(operations.length);
	const stack: { link: Link; queue: Queue; isFree: boolean }[] = [];
	let open = operations.filter(({ outcome }) => outcome.type !== 'info').length;
	let queue = emptyQueue(seq);
	let stuck: Stuck | null = null;
	let link = head.next;
	const orderNow = () => stack.map(({ link: { operation } }) => operation.index);

	const takeBack = (call: Link) => {
		done[call.operation.index] = 0;
		if (call.operation.outcome.type !== 'info') open += 1;
		unlift(call);
	};

	while (open > 0) {
		if (link !== null && link.isCall) {
			const { operation } = link;
			const after = mayBe(operation, queue.seq + 1, numbers) ? step(queue, operation) : null;
			// One that nobody heard of and that would change nothing now may still change something later.
			const isIdle =
				operation.outcome.type === 'info' && after !== null && 'queue' in after && after.queue === queue;
			if (after !== null && 'queue' in after && !isIdle) {
				done[operation.index] = 1;
				const configuration = `${done.join('')} ${keyOf(after.queue)}`;
				if (!seen.has(configuration)) {
					seen.add(configuration);
					stack.push({ link, queue, isFree: after.queue === queue });
					queue = after.queue;
					if (operation.outcome.type !== 'info') open -= 1;
					lift(link);
					link = head.next;
					continue;
				}
				done[operation.index] = 0;
			}
			link = link.next;
			continue;
		}
		// An answer is reached whose operation fits nowhere before it.
		if (link !== null && stack.length >= (stuck?.done ?? 0))
			stuck = { done: stack.length, blocked: link.operation, queue, order: orderNow() };
		let former = stack.pop();
		// Whatever changes nothing is right as early as it fits: another moment for it would explain no more.
		for (; former?.isFree === true; former = stack.pop()) takeBack(former.link);
		if (former === undefined || seen.size > MOST_CONFIGURATIONS)
			return { accepted: false, message: message(operations, stuck), configurations: seen.size };
		({ queue } = former);
		takeBack(former.link);
		link = former.link.next;
	}
	return { accepted: true, order: orderNow(), configurations: seen.size };
}

/** The numbers of changes that somebody was told of: nobody else's change has one of them. */
function numbersOf(operations: readonly Operation[]): Set<number> {
	return new Set(
		operations.flatMap(({ asked, outcome }) =>
			outcome.type === 'ok' && asked.verb !== 'read' && 'seq' in outcome.answer ? [outcome.answer.seq] : []
		)
	);
}

/** Whether it may be the change of this number; one that was heard says so by its answer. */
function mayBe({ outcome, logged }: Operation, seq: number, numbers: ReadonlySet<number>): boolean {
	if (outcome.type !== 'info') return true;
	return !numbers.has(seq) && (logged === undefined || logged === seq);
}

/** Calls and answers in the order of time; what nobody heard has no answer. */
function listOf(operations: readonly Operation[]): Link {
	const ends = operations.flatMap((operation) => {
		const shared = { operation, previous: null, next: null };
		const answer: Link | null =
			operation.outcome.type === 'info' ? null : { ...shared, answer: null, isCall: false };
		const call: Link = { ...shared, answer, isCall: true };
		return [
			{ at: operation.from, link: call },
			...(answer === null ? [] : [{ at: operation.until, link: answer }])
		];
	});
	ends.sort((a, b) => a.at - b.at);
	const head: Link = {
		operation: operations[0] as Operation,
		answer: null,
		isCall: false,
		previous: null,
		next: null
	};
	let last = head;
	for (const { link } of ends) {
		link.previous = last;
		last.next = link;
		last = link;
	}
	return head;
}

function lift(call: Link): void {
	for (const link of [call, call.answer]) {
		if (link === null) continue;
		if (link.previous !== null) link.previous.next = link.next;
		if (link.next !== null) link.next.previous = link.previous;
	}
}

/** Puts back what `lift` took out, in the opposite order. */
function unlift(call: Link): void {
	for (const link of [call.answer, call]) {
		if (link === null) continue;
		if (link.previous !== null) link.previous.next = link;
		if (link.next !== null) link.next.previous = link;
	}
}

function keyOf({ seq, latest, people }: Queue): string {
	const parts = [...people].map(([visit, { arrivedAt, presence, back, places, last }]) => {
		const undo = last && [last.by, last.service, last.operation.fromMs, standing(last.before)].join();
		return [visit, arrivedAt, undo, standing({ presence, back, places })].join();
	});
	return `${seq} ${latest} ${parts.sort().join(';')}`;
}

function standing({ presence, back, places }: Pick<Person, 'presence' | 'back' | 'places'>): string {
	const each = [...places].map(([service, { status, level, by }]) => `${service}:${status}:${level}:${by}`);
	return `${presence}:${back}:${each.join()}`;
}

function message(operations: readonly Operation[], stuck: Stuck | null): string {
	if (stuck === null) return 'no order of the operations explains the answers';
	const { blocked, queue, order } = stuck;
	const outcome = step(queue, blocked);
	const why = 'why' in outcome ? outcome.why : 'it fits there, but nothing that follows does';
	const before = order.slice(-SHOWN).map((index) => `  ${describe(operations[index] as Operation)}`);
	return [`no order explains ${describe(blocked)}`, `at the latest moment ${why}`, 'after', ...before].join(
		'\n'
	);
}
