/**
 * One site's queue, as the documents describe it (docs/states.md; who passes first: docs/architecture.md), written
 * a second time and on purpose without a line of the product: two that agree by chance are unlikely.
 */
import type { Asked, Level, Operation, Presence, Status, VisitVerb } from './history.ts';

export interface Place {
	readonly status: Status;
	readonly level: Level;
	readonly by: string | null;
}

export interface Person {
	readonly arrivedAt: number;
	readonly presence: Presence;
	/** Came back in time after an absence: before the others of the level. */
	readonly back: boolean;
	readonly places: ReadonlyMap<string, Place>;
	/** What `undo` may take back: the last step, of that place, by that account. */
	readonly last: LastStep | null;
}

interface LastStep {
	readonly by: string;
	readonly service: string;
	readonly operation: Pick<Operation, 'fromMs' | 'untilMs'>;
	readonly before: Pick<Person, 'presence' | 'back' | 'places'>;
}

export interface Queue {
	readonly seq: number;
	/** The latest arrival that was not dated back. */
	readonly latest: number;
	readonly people: ReadonlyMap<string, Person>;
}

export const emptyQueue = (seq: number): Queue => ({ seq, latest: 0, people: new Map() });

/** The order of passing of levels. */
const LEVELS: readonly Level[] = ['now', 'sooner_today', 'arrival_order'];

/** The visits that may be called for these services, the first to pass first, with the service of the place. */
export function callable(queue: Queue, services: readonly string[]): { visit: string; service: string }[] {
	const places = [...queue.people].flatMap(([visit, person]) =>
		person.presence !== 'here' || inHand(person)
			? []
			: [...person.places].flatMap(([service, place]) =>
					place.status === 'waiting' && services.includes(service) ? [{ visit, service, person, place }] : []
				)
	);
	// Of one visit's places the one with the earlier level; between equal ones the answer decides (see `step`).
	return places.sort(
		(a, b) =>
			LEVELS.indexOf(a.place.level) - LEVELS.indexOf(b.place.level) ||
			Number(b.person.back) - Number(a.person.back) ||
			a.person.arrivedAt - b.person.arrivedAt ||
			(a.visit < b.visit ? -1 : a.visit > b.visit ? 1 : 0)
	);
}

/** Called, or with somebody. */
export const isActive = ({ status }: Place): boolean => status === 'called' || status === 'in_service';
const inHand = (person: Person): boolean => [...person.places.values()].some(isActive);
const isOver = (person: Person): boolean =>
	person.presence === 'left' ||
	![...person.places.values()].some((place) => place.status === 'waiting' || isActive(place));

/** Has called somebody whom nobody has met yet. */
export function isCalling(queue: Queue, by: string): boolean {
	return [...queue.people.values()].some((person) =>
		[...person.places.values()].some((place) => place.status === 'called' && place.by === by)
	);
}

/** Why a place does not allow the step; null when it does. */
export function placeRefusal(
	person: Person | undefined,
	asked: Extract<Asked, { service: string }>,
	by: string
): string | null {
	const place = person?.places.get(asked.service);
	if (person === undefined || place === undefined) return 'not_found';
	const { status } = place;
	switch (asked.verb) {
		case 'call':
			if (isActive(place)) return 'taken';
			if (status !== 'waiting') return 'not_waiting';
			if (person.presence !== 'here') return 'not_here';
			return inHand(person) ? 'taken' : null;
		case 'start':
		case 'absent':
			return status === 'called' ? null : 'not_called';
		case 'complete':
			return status === 'in_service' ? null : 'not_in_service';
		case 'release':
			return isActive(place) ? null : 'not_called';
		case 'level':
			return status === 'waiting' || status === 'called' ? null : 'not_waiting';
		case 'undo':
			if (person.last === null || person.last.service !== asked.service) return 'undo_superseded';
			return person.last.by === by ? null : 'forbidden';
	}
}

/** Why a visit does not allow the step; null when it does. */
export function visitRefusal(person: Person | undefined, verb: VisitVerb): string | null {
	if (person === undefined) return 'not_found';
	switch (verb) {
		case 'step_out':
			if (person.presence !== 'here') return 'not_here';
			if (isOver(person)) return 'not_open';
			return inHand(person) ? 'entry_active' : null;
		case 'return':
			if (person.presence === 'here') return 'already_here';
			if (person.presence === 'left') return 'already_left';
			return isOver(person) ? 'not_open' : null;
		case 'leave':
			if (person.presence === 'left') return 'already_left';
			if (isOver(person)) return 'not_open';
			return [...person.places.values()].some(({ status }) => status === 'in_service')
				? 'entry_active'
				: null;
	}
}
