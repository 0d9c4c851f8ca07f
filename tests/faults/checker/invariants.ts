/**
 * The promises one by one, each sure of what it says: where a history leaves a doubt they are silent, and the search
 * for an order (linearizable.ts) speaks. They also hold for histories that are too long for a search.
 */
import type { Answer, History, Operation } from './history.ts';
import { describe } from './words.ts';

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'key' | 'seq';

export interface Breach {
	readonly invariant: Invariant;
	readonly message: string;
}

type Sure = Operation & { readonly outcome: { readonly type: 'ok'; readonly answer: Answer } };
type Registered = Sure & { readonly asked: Extract<Operation['asked'], { verb: 'register' }> };

const isSure = (operation: Operation): operation is Sure => operation.outcome.type === 'ok';
const isRegistration = (operation: Operation): operation is Registered =>
	isSure(operation) && operation.asked.verb === 'register';

/** The same key is answered the same, byte for byte; two tries must not be told two things. */
export function oneAnswerPerKey(history: History): Breach[] {
	const heard = new Map<string, string>();
	return history.flatMap((event): Breach[] => {
		if (event.type !== 'ok' && event.type !== 'fail') return [];
		const told = JSON.stringify(event.type === 'ok' ? event.answer : event.code);
		const before = heard.get(event.key);
		heard.set(event.key, before ?? told);
		if (before === undefined || before === told) return [];
		return [{ invariant: 'key', message: `the key ${event.key} was answered ${before}, then ${told}` }];
	});
}

/** Changes have numbers of their own, and whatever ended before another began has the smaller one. */
export function numbersGrow(operations: readonly Operation[]): Breach[] {
	const changes = operations
		.filter(isSure)
		.filter(({ asked, outcome: { answer } }) => asked.verb !== 'read' && 'seq' in answer)
		.map((operation) => ({ operation, seq: seqOf(operation) }))
		.sort((a, b) => a.seq - b.seq);
	return changes.flatMap(({ operation, seq }, index): Breach[] => {
		const earlier = changes[index - 1];
		if (earlier?.seq === seq)
			return [
				{ invariant: 'seq', message: `one number for two changes: ${both(earlier.operation, operation)}` }
			];
		const later = changes.slice(0, index).find((other) => operation.until < other.operation.from);
		if (later === undefined) return [];
		return [{ invariant: 'seq', message: `the number went back: ${both(operation, later.operation)}` }];
	});
}

/** I1: between two calls of one place something must have put it back. */
export function nobodyCalledTwice(operations: readonly Operation[]): Breach[] {
	const calls = callsOf(operations);
	return calls.flatMap(({ operation, seq, name }, index): Breach[] => {
		const earlier = calls.slice(0, index).findLast((call) => call.name === name);
		if (earlier === undefined) return [];
		const [visit = ''] = name.split('/');
		const putBack = operations.some((other) => {
			if (!mayPutBack(other, visit)) return false;
			const at = seqOf(other);
			return Number.isNaN(at) ? other.from < operation.until : at > earlier.seq && at < seq;
		});
		if (putBack) return [];
		return [{ invariant: 'I1', message: `${name} was called twice: ${both(earlier.operation, operation)}` }];
	});
}

/** I3: nobody who surely waited, untouched, is passed by somebody who sorts after them. */
export function inOrder(operations: readonly Operation[]): Breach[] {
	const untouched = untouchedOf(operations);
	const arrivals = arrivalsOf(operations);
	return callsOf(operations).flatMap(({ operation, seq, name }): Breach[] => {
		if (operation.asked.verb !== 'call_next') return [];
		const { services } = operation.asked;
		const passed = untouched.find(({ registration, touchedFrom, calledAt }) => {
			const { visit, services: wanted } = registration.asked;
			return (
				seqOf(registration) < seq &&
				touchedFrom > operation.until &&
				calledAt > seq &&
				!name.startsWith(`${visit}/`) &&
				wanted.some((service) => services.includes(service)) &&
				arrivalOf(registration) < (arrivals.get(name.split('/')[0] ?? '') ?? -Infinity)
			);
		});
		if (passed === undefined) return [];
		const message = `${both(passed.registration, operation)}: the first waited, and the second passed`;
		return [{ invariant: 'I3', message }];
	});
}

/** I4: nobody is told « nobody » while somebody surely waits. */
export function neverFalselyEmpty(operations: readonly Operation[]): Breach[] {
	const untouched = untouchedOf(operations);
	return operations.filter(isSure).flatMap((operation): Breach[] => {
		const { asked, outcome } = operation;
		if (asked.verb !== 'call_next' || outcome.answer.about !== 'nobody') return [];
		const waits = untouched.find(
			({ registration, touchedFrom, calledFrom }) =>
				registration.until < operation.from &&
				Math.min(touchedFrom, calledFrom) > operation.until &&
				registration.asked.services.some((service) => asked.services.includes(service))
		);
		if (waits === undefined) return [];
		return [
			{ invariant: 'I4', message: `${describe(operation)} while ${describe(waits.registration)} waited` }
		];
	});
}

/** I2: whoever was put on the list is in the rows, with the same places and the same arrival. */
export function nobodyLost(
	operations: readonly Operation[],
	rows: ReadonlyMap<string, { readonly arrivedAt: number; readonly services: readonly string[] }>
): Breach[] {
	return operations.filter(isRegistration).flatMap((registration): Breach[] => {
		const { visit, services } = registration.asked;
		const row = rows.get(visit);
		const { answer } = registration.outcome;
		const told = answer.about === 'visit' ? answer.arrivedAt : undefined;
		const kept = row !== undefined && [...row.services].sort().join() === [...services].sort().join();
		if (kept && row.arrivedAt === told) return [];
		return [{ invariant: 'I2', message: `${describe(registration)} was promised and is not in the rows` }];
	});
}

/** I2, the other way round: nobody is in the rows whom no client put there. */
export function nobodyInvented(operations: readonly Operation[], rows: Iterable<string>): Breach[] {
	const asked = new Set(
		operations.flatMap(({ asked, outcome }) =>
			asked.verb === 'register' && outcome.type !== 'fail' ? [asked.visit] : []
		)
	);
	return [...rows]
		.filter((visit) => !asked.has(visit))
		.map((visit) => ({ invariant: 'I2', message: `${visit} is in the rows and nobody put it there` }));
}

const both = (a: Operation, b: Operation): string => `${describe(a)} and ${describe(b)}`;

/** NaN when nobody heard one. */
function seqOf({ outcome }: Operation): number {
	return outcome.type === 'ok' && 'seq' in outcome.answer ? outcome.answer.seq : Number.NaN;
}

/** Every call that somebody heard of, in the order of the site's numbers. */
function callsOf(operations: readonly Operation[]): { operation: Sure; seq: number; name: string }[] {
	return operations
		.filter(isSure)
		.flatMap((operation) => {
			const { asked, outcome } = operation;
			const isCall = asked.verb === 'call_next' || asked.verb === 'call';
			if (!isCall || outcome.answer.about !== 'places') return [];
			const { seq, places } = outcome.answer;
			return places.map(({ visit, service }) => ({ operation, seq, name: `${visit}/${service}` }));
		})
		.sort((a, b) => a.seq - b.seq);
}

/** Could have brought a place of this visit back to those who wait. */
function mayPutBack({ asked, outcome }: Operation, visit: string): boolean {
	if (outcome.type === 'fail' || !('visit' in asked) || asked.visit !== visit) return false;
	return asked.verb === 'release' || asked.verb === 'absent' || asked.verb === 'undo';
}

interface Untouched {
	readonly registration: Registered;
	/** When the first step that names the visit was asked for. */
	readonly touchedFrom: number;
	/** When a « next » that brought it, or that may have brought anybody, was asked for; and its number. */
	readonly calledFrom: number;
	readonly calledAt: number;
}

function untouchedOf(operations: readonly Operation[]): Untouched[] {
	const steps = new Map<string, number>();
	const calls = new Map<string, { from: number; seq: number }>();
	// An unheard « next » may have called whoever stood first.
	let unheard = Infinity;
	for (const { asked, from, outcome } of operations) {
		if (asked.verb === 'call_next' && outcome.type === 'info') unheard = Math.min(unheard, from);
		if ('visit' in asked && asked.verb !== 'register')
			steps.set(asked.visit, Math.min(from, steps.get(asked.visit) ?? Infinity));
	}
	for (const { operation, seq, name } of callsOf(operations)) {
		const [visit = ''] = name.split('/');
		if (!calls.has(visit)) calls.set(visit, { from: operation.from, seq });
	}
	return operations.filter(isRegistration).map((registration) => {
		const { visit } = registration.asked;
		const call = calls.get(visit);
		return {
			registration,
			touchedFrom: Math.min(steps.get(visit) ?? Infinity, unheard),
			calledFrom: call?.from ?? Infinity,
			calledAt: call?.seq ?? Infinity
		};
	});
}

/** When each visit arrived that sorts by its arrival alone: no level and no return can have moved it. */
function arrivalsOf(operations: readonly Operation[]): Map<string, number> {
	const arrivals = new Map(
		operations.filter(isRegistration).map((operation) => [operation.asked.visit, arrivalOf(operation)])
	);
	for (const { asked } of operations)
		if (asked.verb === 'level' || asked.verb === 'return' || asked.verb === 'undo')
			arrivals.delete(asked.visit);
	return arrivals;
}

function arrivalOf({ outcome: { answer } }: Registered): number {
	return answer.about === 'visit' ? (answer.arrivedAt ?? Number.NaN) : Number.NaN;
}
