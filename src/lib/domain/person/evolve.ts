/** Who is known at a site after an event; the next command of the same batch decides on it. */
import type { PersonEvent } from '#lib/domain/person/events.ts';
import type { Person, Restriction } from '#lib/domain/person/state.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { VisitEvent } from '#lib/domain/visit/events.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

/** Pure; merging and separating move everybody who stands behind the key. */
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
				if (person.rootId !== event.personId) continue;
				const mergedInto = person.id === event.personId ? event.intoId : person.mergedInto;
				people.set(person.id, { ...person, rootId: event.intoId, mergedInto });
			}
			return { ...state, people };
		case 'PeopleSeparated': {
			const apart = people.get(event.personId);
			if (apart !== undefined) people.set(apart.id, { ...apart, mergedInto: null });
			for (const person of behind(event.personId, people)) {
				people.set(person.id, { ...person, rootId: event.personId });
			}
			return { ...state, people };
		}
	}
}

/** A key with those that were merged into it, at whatever distance. */
function behind(personId: string, people: SiteState['people']): Person[] {
	const next = [...people.values()].filter((person) => person.mergedInto === personId);
	const own = people.get(personId);
	return [...(own === undefined ? [] : [own]), ...next.flatMap(({ id }) => behind(id, people))];
}

/** Somebody known for the first time, or seen here now. */
export function withNew(
	state: SiteState,
	{ personId, isNew, knownElsewhere }: Extract<VisitEvent, { type: 'VisitIdentified' }>
): SiteState['people'] {
	const known = state.people.get(personId);
	const elsewhere = knownElsewhere ?? known?.knownElsewhere ?? false;
	const rootId = isNew ? personId : (known?.rootId ?? personId);
	const mergedInto = known?.mergedInto ?? null;
	const person = { id: personId, rootId, mergedInto, here: true, knownElsewhere: elsewhere };
	return new Map(state.people).set(personId, person);
}

/**
 * The restrictions once a visit's person is known: what was asked for the visit is the person's from here on, wherever
 * they go. One that they had already stands once.
 */
export function restrictionsOfKnown(
	restrictions: readonly Restriction[],
	{ visitId, personId }: { readonly visitId: string; readonly personId: string }
): readonly Restriction[] {
	const has = (accountId: string) =>
		restrictions.some((r) => r.personId === personId && r.accountId === accountId);
	return restrictions.flatMap((r) => {
		if (r.visitId !== visitId) return [r];
		return has(r.accountId) ? [] : [{ ...r, visitId: null, personId }];
	});
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
