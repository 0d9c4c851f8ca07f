/** I6: the log holds every change that somebody was told of, under its number, and no other. */
import type { Operation } from './history.ts';
import type { Breach } from './invariants.ts';
import { describe } from './words.ts';

/** One change as the log has it. */
export interface Logged {
	readonly seq: number;
	/** The command that made it. */
	readonly key: string;
}

/** `logged` is the site's log behind `seq`, in the order of its numbers. */
export function everyChangeLogged(
	operations: readonly Operation[],
	logged: readonly Logged[],
	seq: number
): Breach[] {
	const byKey = new Map(logged.map((row) => [row.key, row.seq]));
	const asked = new Map(operations.map((operation) => [operation.key, operation]));
	const gaps = logged.flatMap((row, index): Breach[] => {
		const expected = seq + index + 1;
		if (row.seq === expected) return [];
		return [{ invariant: 'seq', message: `the log has ${row.seq} where ${expected} follows` }];
	});
	const missing = operations.flatMap((operation): Breach[] => {
		const { outcome, asked: what } = operation;
		if (outcome.type !== 'ok' || what.verb === 'read' || !('seq' in outcome.answer)) return [];
		if (byKey.get(operation.key) === outcome.answer.seq) return [];
		return [{ invariant: 'I6', message: `the log does not have ${describe(operation)}` }];
	});
	const others = logged.flatMap(({ key, seq: at }): Breach[] => {
		const operation = asked.get(key);
		if (operation === undefined)
			return [{ invariant: 'I6', message: `the log has a change that nobody asked for, ${at}: ${key}` }];
		if (operation.outcome.type !== 'fail') return [];
		return [{ invariant: 'I6', message: `the log has a change that was refused: ${describe(operation)}` }];
	});
	// One gap explains all that follow it.
	return [...gaps.slice(0, 1), ...missing, ...others];
}
