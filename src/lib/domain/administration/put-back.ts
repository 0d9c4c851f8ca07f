/** Taking a change back: a new change the other way round, as long as nothing else happened since. */
import { PUTS_BACK, type Change } from '#lib/domain/administration/changes.ts';

/** The change that puts this one back, or null when nothing can. */
export function opposite({ what, before, after }: Change): Change | null {
	const back = PUTS_BACK[what];
	return back === null ? null : ({ what: back, before: after, after: before } as Change);
}

/** True for equal values of JSON, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
	return (
		left.length === right.size &&
		left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
	);
}
