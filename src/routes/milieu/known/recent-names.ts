/** Picking somebody among the names that the team of a site has heard of late. */
import { normalAlias } from '#lib/contract/around-visit.ts';
import type { FoundPerson } from '#lib/contract/people.ts';

/** How many are shown before anything is typed: whoever sits across the table sees them too. */
export const SHOWN_AT_FIRST = 8;

/** Those one of whose words begins with what is typed; nothing typed shows the latest few. */
export function namesLike(people: readonly FoundPerson[], typed: string): FoundPerson[] {
	const sought = normalAlias(typed);
	if (sought === '') return people.slice(0, SHOWN_AT_FIRST);
	return people.filter(({ alias }) => ` ${normalAlias(alias ?? '')}`.includes(` ${sought}`));
}
