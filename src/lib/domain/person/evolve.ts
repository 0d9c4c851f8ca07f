/** Who is known at a site after an event; the next command of the same batch decides on it. */
import type { PersonEvent } from '#lib/domain/person/events.ts';
import type { Restriction } from '#lib/domain/person/state.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

/** Pure; merging moves everybody who stands behind the merged key. */
export function applyToPeople(state: SiteState, event: PersonEvent): SiteState {
	const people = new Map(state.people);
	switch (event.type) {
		case 'PersonDetailsChanged': {
			const person = people.get(event.personId);
			if (person === undefined || event.knownElsewhere === null) return state;
			return { ...state, people: people.set(person.id, { ...person, knownElsewhere: event.knownElsewhere }) };
		}
		case 'PeopleMerged':
			for (const person of state.people.values()) {
				if (person.rootId === event.personId) people.set(person.id, { ...person, rootId: event.intoId });
			}
			return { ...state, people };
		case 'PeopleSeparated': {
			const person = people.get(event.personId);
			if (person !== undefined) people.set(person.id, { ...person, rootId: person.id });
			return { ...state, people };
		}
	}
}

/** Somebody known for the first time, or seen here now. */
export function withNew(
	state: SiteState,
	{ personId, isNew, knownElsewhere }: Extract<VisitEvent, { type: 'VisitIdentified' }>
): SiteState['people'] {
	const known = state.people.get(personId);
	const elsewhere = knownElsewhere ?? known?.knownElsewhere ?? false;
	const rootId = isNew ? personId : (known?.rootId ?? personId);
	return new Map(state.people).set(personId, { id: personId, rootId, here: true, knownElsewhere: elsewhere });
}

/** The restrictions after one was set or lifted. */
export function restrictionsAfter(
	state: SiteState,
	visit: Visit,
	event: Extract<VisitEvent, { type: 'RestrictionSet' | 'RestrictionLifted' }>
): readonly Restriction[] {
	if (event.type === 'RestrictionLifted') {
		return state.restrictions.filter(({ id }) => !event.restrictionIds.includes(id));
	}
	const { restrictionId: id, accountId, ofPerson } = event;
	const whom = ofPerson ? { personId: visit.personId, visitId: null } : { personId: null, visitId: visit.id };
	return [...state.restrictions, { id, accountId, glassUntil: null, ...whom }];
}
