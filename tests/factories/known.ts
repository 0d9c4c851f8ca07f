/** People who chose to be known, and whom a colleague may not see. */
import type { Person, Restriction } from '#lib/domain/person/state.ts';

export const aPerson = (id: string, traits: Partial<Person> = {}): Person => ({
	id,
	rootId: id,
	mergedInto: traits.rootId ?? null,
	here: true,
	knownElsewhere: false,
	...traits
});

/** As a site's facts hold them. */
export const known = (...people: readonly Person[]): ReadonlyMap<string, Person> =>
	new Map(people.map((person) => [person.id, person]));

/** « Pas cette personne de l’équipe. » */
export const notThisColleague = (accountId: string, traits: Partial<Restriction>): Restriction => ({
	id: `not-${accountId}`,
	personId: null,
	visitId: null,
	accountId,
	glassUntil: null,
	...traits
});
