/** Changes to a person: what they are known by, and that two keys are one person, or were not. */
import { isPersonHiddenFrom } from '#lib/domain/person/known.ts';
import type { Person } from '#lib/domain/person/state.ts';
import type { PersonCommand } from '#lib/domain/queue/commands.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import type { PersonalMark } from '#lib/domain/visit/events.ts';
import { may } from '#lib/domain/policy/policy.ts';

/** Somebody of another site does not exist here, unless they said that they may be known elsewhere (R-P4). */
export function decidePerson(state: SiteState, command: PersonCommand, ctx: Context): Decision {
	if (!may(ctx.actor, command.verb)) return refuse('forbidden');
	const person = knownHere(state, command.personId);
	if (person === undefined) return refuse('not_found');
	if (isPersonHiddenFrom(state, person.id, ctx.actor.id, ctx.at)) return refuse('file_unavailable');
	const told = { about: 'person' as const, personId: person.id };
	switch (command.verb) {
		case 'person_details': {
			const { knownElsewhere, personal } = command;
			if (!state.memoryCodeOn && hasMemoryCode(personal)) return refuse('memory_code_off');
			const event = { type: 'PersonDetailsChanged' as const, personId: person.rootId, knownElsewhere };
			return accept([{ ...event, personal: [...personal] }], { ...told, personId: person.rootId });
		}
		case 'health_number': {
			if (!state.healthNumberOn) return refuse('health_number_off');
			const event = { type: 'PersonDetailsChanged' as const, personId: person.rootId };
			const personal = [...command.personal];
			return accept([{ ...event, knownElsewhere: null, personal }], { ...told, personId: person.rootId });
		}
		case 'merge_people':
			return merge(state, person, command.intoId, ctx);
		case 'separate_people':
			if (person.rootId === person.id) return refuse('not_merged');
			return accept([{ type: 'PeopleSeparated', personId: person.id, fromId: person.rootId }], told);
	}
}

/** A code-mémoire among the values: off unless the network decided otherwise (R-P3). */
export function hasMemoryCode(personal: readonly PersonalMark[]): boolean {
	return personal.some(({ field }) => field === 'memory_code');
}

/** By a person's decision, never by a number or a machine's (R-P6). */
function merge(state: SiteState, from: Person, intoId: string, ctx: Context): Decision {
	const into = knownHere(state, intoId);
	if (into === undefined) return refuse('not_found');
	if (isPersonHiddenFrom(state, into.id, ctx.actor.id, ctx.at)) return refuse('file_unavailable');
	if (from.rootId !== from.id || into.rootId === from.id) return refuse('already_merged');
	const ids = { personId: from.id, intoId: into.rootId, mergeId: ctx.newId() };
	return accept([{ type: 'PeopleMerged', ...ids }], { about: 'person', personId: into.rootId });
}

/** Known at this site, or at another one with the person's tick. */
export function knownHere(state: SiteState, personId: string): Person | undefined {
	const person = state.people.get(personId);
	if (person === undefined) return undefined;
	return person.here || person.knownElsewhere ? person : undefined;
}
