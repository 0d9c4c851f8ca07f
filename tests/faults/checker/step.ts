/** What one operation does to the queue, and what is heard of it, when it takes effect at this moment. */
import type { Answer, Operation, PlaceName, SeenPlace } from './history.ts';
import {
	callable,
	isActive,
	isCalling,
	placeRefusal,
	visitRefusal,
	type Person,
	type Place,
	type Queue
} from './model.ts';
import { answerInWords } from './words.ts';

/** Half a minute for an undo. */
const UNDO_MS = 30_000;

type Expected = { readonly queue: Queue; readonly answer: Answer } | { readonly refused: string };

/** The queue afterwards, or why what was heard can't have been heard at this moment. */
export type Step = { readonly queue: Queue } | { readonly why: string };

export function step(queue: Queue, operation: Operation): Step {
	const { outcome } = operation;
	const expected = expect(queue, operation);
	if (outcome.type === 'info') {
		// An effect that nobody heard of; a refusal that nobody heard of is no effect.
		return 'refused' in expected ? { why: `it would be refused: ${expected.refused}` } : expected;
	}
	if (outcome.type === 'fail') {
		if ('refused' in expected && expected.refused === outcome.code) return { queue };
		return { why: `it would not be refused for that: ${inWords(expected)}` };
	}
	if ('refused' in expected) return { why: `it would be refused: ${expected.refused}` };
	if (JSON.stringify(expected.answer) === JSON.stringify(outcome.answer)) return expected;
	return { why: `the answer would be: ${answerInWords(expected.answer)}` };
}

const inWords = (expected: Expected): string =>
	'refused' in expected ? `refused: ${expected.refused}` : answerInWords(expected.answer);

function expect(queue: Queue, operation: Operation): Expected {
	const { asked, by, outcome } = operation;
	const seq = queue.seq + 1;
	switch (asked.verb) {
		case 'read':
			return { queue, answer: { about: 'all', seq: queue.seq, places: all(queue) } };
		case 'register':
			return registered(queue, operation, asked);
		case 'call_next': {
			if (asked.alsoCall !== true && isCalling(queue, by)) return { refused: 'still_calling' };
			const places = callable(queue, asked.services);
			const [first] = places;
			if (first === undefined) return { queue, answer: { about: 'nobody' } };
			// Two places of one visit that stand alike differ by ids that only the product knows: either is right.
			const heard =
				outcome.type === 'ok' && outcome.answer.about === 'places' ? outcome.answer.places[0] : null;
			const alike = places.find((p) => p.visit === first.visit && p.service === heard?.service);
			return placeStep(queue, operation, alike && sameLevel(queue, first, alike) ? alike : first, called(by));
		}
		case 'step_out':
		case 'return':
		case 'leave': {
			const person = queue.people.get(asked.visit);
			const refused = visitRefusal(person, asked.verb);
			if (refused !== null || person === undefined) return { refused: refused ?? 'not_found' };
			const after = { ...moved(person, asked.verb), last: null };
			return { queue: withPerson(queue, asked.visit, after), answer: visitAnswer(after, seq) };
		}
		case 'call':
		case 'start':
		case 'complete':
		case 'absent':
		case 'release':
		case 'level':
		case 'undo': {
			const person = queue.people.get(asked.visit);
			const refused = placeRefusal(person, asked, by);
			if (refused !== null || person === undefined) return { refused: refused ?? 'not_found' };
			if (asked.verb === 'call') {
				if (asked.alsoCall !== true && isCalling(queue, by)) return { refused: 'still_calling' };
				return placeStep(queue, operation, asked, called(by));
			}
			if (asked.verb === 'undo') return undone(queue, operation, asked, person);
			const { verb } = asked;
			if (verb === 'level')
				return placeStep(queue, operation, asked, (p, place) =>
					changed(p, asked, { ...place, level: asked.level })
				);
			return placeStep(queue, operation, asked, (p, place) => stepped(p, asked, place, verb));
		}
	}
}

type Change = (person: Person, place: Place, name: PlaceName) => Person;

const called =
	(by: string): Change =>
	(person, place, name) =>
		changed(person, name, { ...place, status: 'called', by });

function sameLevel(queue: Queue, a: PlaceName, b: PlaceName): boolean {
	const places = queue.people.get(a.visit)?.places;
	return places?.get(a.service)?.level === places?.get(b.service)?.level;
}

function registered(
	queue: Queue,
	{ outcome }: Operation,
	asked: Extract<Operation['asked'], { verb: 'register' }>
): Expected {
	if (queue.people.has(asked.visit)) return { refused: 'visit_exists' };
	const told =
		outcome.type === 'ok' && outcome.answer.about === 'visit' ? outcome.answer.arrivedAt : undefined;
	// Nobody knows when: later than all who came before it.
	const arrivedAt = told ?? asked.arrivedAt ?? queue.latest + 0.5;
	if (asked.backdated !== true && arrivedAt <= queue.latest)
		return { refused: `its arrival ${arrivedAt} is not after that of somebody registered before it` };
	const fresh: Place = { status: 'waiting', level: 'arrival_order', by: null };
	const person: Person = {
		...{ arrivedAt, presence: 'here', back: false, last: null },
		places: new Map(asked.services.map((service) => [service, fresh]))
	};
	const after = withPerson(queue, asked.visit, person);
	const latest = asked.backdated === true ? queue.latest : arrivedAt;
	return { queue: { ...after, latest }, answer: visitAnswer(person, after.seq, arrivedAt) };
}

function placeStep(queue: Queue, operation: Operation, name: PlaceName, change: Change): Expected {
	const person = queue.people.get(name.visit);
	const place = person?.places.get(name.service);
	if (person === undefined || place === undefined) return { refused: 'not_found' };
	const { presence, back, places } = person;
	const { by, fromMs, untilMs } = operation;
	const last = {
		...{ by, service: name.service, operation: { fromMs, untilMs } },
		before: { presence, back, places }
	};
	const after = { ...change(person, place, name), last };
	return { queue: withPerson(queue, name.visit, after), answer: placesAnswer(after, name, queue.seq + 1) };
}

function stepped(
	person: Person,
	name: PlaceName,
	place: Place,
	verb: 'start' | 'complete' | 'absent' | 'release'
): Person {
	switch (verb) {
		case 'start':
			return { ...changed(person, name, { ...place, status: 'in_service' }), back: false };
		case 'complete':
			return changed(person, name, { ...place, status: 'done' });
		case 'absent': {
			const waits = changed(person, name, { ...place, status: 'waiting', by: null });
			return { ...waits, presence: 'absent', back: false };
		}
		case 'release':
			return changed(person, name, { ...place, status: 'waiting', by: null });
	}
}

function undone(
	queue: Queue,
	{ outcome, fromMs, untilMs }: Operation,
	name: PlaceName,
	person: Person
): Expected {
	const { last } = person;
	if (last === null) return { refused: 'undo_superseded' };
	const longest = untilMs - last.operation.fromMs;
	const shortest = fromMs - last.operation.untilMs;
	const saysLate = outcome.type === 'fail' && outcome.code === 'undo_too_late';
	if (shortest > UNDO_MS || (saysLate && longest > UNDO_MS)) return { refused: 'undo_too_late' };
	const after = { ...person, ...last.before, last: null };
	return { queue: withPerson(queue, name.visit, after), answer: placesAnswer(after, name, queue.seq + 1) };
}

/** An absence is a few seconds old in a history, far within every site's grace. */
function moved(person: Person, verb: 'step_out' | 'return' | 'leave'): Person {
	switch (verb) {
		case 'step_out':
			return { ...person, presence: 'stepped_out' };
		case 'return':
			return { ...person, presence: 'here', back: person.back || person.presence === 'absent' };
		case 'leave': {
			const places = [...person.places].map(([service, place]): [string, Place] => [
				service,
				place.status === 'waiting' || isActive(place) ? { ...place, status: 'cancelled', by: null } : place
			]);
			return { ...person, presence: 'left', places: new Map(places) };
		}
	}
}

function changed(person: Person, { service }: PlaceName, place: Place): Person {
	return { ...person, places: new Map(person.places).set(service, place) };
}

/** Each change has a number of its own. */
function withPerson(queue: Queue, visit: string, person: Person): Queue {
	return { ...queue, seq: queue.seq + 1, people: new Map(queue.people).set(visit, person) };
}

function visitAnswer(person: Person, seq: number, arrivedAt?: number): Answer {
	const places = [...person.places].map(([service, { status }]) => `${service} ${status}`).sort();
	const { presence } = person;
	return { about: 'visit', seq, presence, ...(arrivedAt !== undefined && { arrivedAt }), places };
}

function placesAnswer(person: Person, { visit, service }: PlaceName, seq: number): Answer {
	const place = person.places.get(service);
	const seen: SeenPlace[] =
		place === undefined ? [] : [{ visit, service, status: place.status, by: place.by }];
	return { about: 'places', seq, places: seen };
}

/** `visit presence service status by`, sorted. */
function all(queue: Queue): string[] {
	return [...queue.people]
		.flatMap(([visit, { presence, places }]) =>
			[...places].map(([service, { status, by }]) => `${visit} ${presence} ${service} ${status} ${by ?? '-'}`)
		)
		.sort();
}
