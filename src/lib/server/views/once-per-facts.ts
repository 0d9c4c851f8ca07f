/** Parts of a board that are the same for several audiences: reception, coordination and every set of services given. */
import type { BoardFacts } from '#lib/server/store/board-facts.ts';

/** Makes its part once of the same facts, and forgets it with them. What is shared so may be changed by nobody. */
export function oncePerFacts<T extends object>(make: (facts: BoardFacts) => T): (facts: BoardFacts) => T {
	const made = new WeakMap<BoardFacts, T>();
	return (facts) => {
		const known = made.get(facts);
		if (known !== undefined) return known;
		const part = make(facts);
		made.set(facts, part);
		return part;
	};
}
