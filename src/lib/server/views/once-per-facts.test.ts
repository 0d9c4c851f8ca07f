/** What audiences share is made of the facts of that very snapshot. */
import { expect, it } from 'vitest';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { oncePerFacts } from '#lib/server/views/once-per-facts.ts';

const factsAt = (at: number) => ({ at }) as BoardFacts;

it('A part that several audiences share is made once of one snapshot, and anew of the next one', () => {
	let made = 0;
	const part = oncePerFacts(({ at }) => ({ at, number: (made += 1) }));
	const [first, second] = [factsAt(1), factsAt(2)];
	expect([part(first), part(second), part(first)]).toEqual([
		{ at: 1, number: 1 },
		{ at: 2, number: 2 },
		{ at: 1, number: 1 }
	]);
});
