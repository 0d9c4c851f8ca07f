import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minute } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	calledVisit,
	doneVisit,
	leftVisit,
	returnedVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';
import { callablePlaces, comparePlaces, passesEarlier, type Place } from '#lib/domain/queue/order.ts';
import { LEVELS, type Visit } from '#lib/domain/visit/state.ts';

const placesOf = (visit: Visit): Place[] => visit.entries.map((entry) => ({ visit, entry }));
const firstPlace = (visit: Visit): Place => placesOf(visit)[0]!;
const sign = (a: Place, b: Place) => Math.sign(comparePlaces(a, b));

/** Few values, so that ties are common. */
const anyPlace = fc
	.record({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
		arrivedAt: fc.integer({ min: 0, max: 2 }).map(minute),
		level: fc.constantFrom(...LEVELS),
		returnedInGrace: fc.boolean(),
		service: fc.constantFrom('nursing', 'dental')
	})
	.map(({ returnedInGrace, service, ...traits }): Place => {
		const visit = waitingVisit({ ...traits, services: [service] });
		return firstPlace({ ...visit, returnedInGrace });
	});

describe('The order of the list', () => {
	const first = waitingVisit({ id: 'first', arrivedAt: minute(0) });

	it('is the order of arrival', () => {
		const second = waitingVisit({ id: 'a-later', arrivedAt: minute(1) });
		expect(comparePlaces(firstPlace(first), firstPlace(second))).toBeLessThan(0);
	});

	it.each([
		['« tout de suite » passes before « plus tôt aujourd’hui »', 'now', 'sooner_today'],
		['« plus tôt aujourd’hui » passes before the order of arrival', 'sooner_today', 'arrival_order'],
		['« tout de suite » passes before the order of arrival', 'now', 'arrival_order']
	] as const)('%s, however late the arrival', (_, level, than) => {
		const urgent = waitingVisit({ id: 'z', level, arrivedAt: minute(99) });
		const other = { ...waitingVisit({ level: than }), returnedInGrace: true };
		expect(comparePlaces(firstPlace(urgent), firstPlace(other))).toBeLessThan(0);
	});

	it('lets somebody who came back in time pass before those of the same level', () => {
		const back = returnedVisit({ id: 'back', arrivedAt: minute(50) });
		expect(comparePlaces(firstPlace(back), firstPlace(first))).toBeLessThan(0);
	});

	it('decides between two who arrived at the same instant by their ids, the same on every screen', () => {
		const twin = waitingVisit({ id: 'twin', arrivedAt: minute(0) });
		expect(comparePlaces(firstPlace(first), firstPlace(twin))).toBe(-1);
		expect(comparePlaces(firstPlace(twin), firstPlace(first))).toBe(1);
		const [dental, nursing] = placesOf(waitingVisit({ services: ['dental', 'nursing'] })) as [Place, Place];
		expect(comparePlaces(dental, nursing)).toBe(-1);
	});

	it('is total: any two differ one way, never both ways, and nothing goes round in a circle', () => {
		fc.assert(
			fc.property(anyPlace, anyPlace, anyPlace, (a, b, c) => {
				expect(sign(a, b) + sign(b, a)).toBe(0);
				expect(sign(a, b) === 0).toBe(a.visit.id === b.visit.id && isAlike(a, b));
				if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
			})
		);
	});

	it('does not depend on how the list was shuffled', () => {
		const line = fc.uniqueArray(anyPlace, { selector: ({ visit }) => visit.id, minLength: 2 });
		const twoShuffles = line.chain((places) => {
			const shuffled = fc.shuffledSubarray(places, { minLength: places.length });
			return fc.tuple(shuffled, shuffled);
		});
		fc.assert(
			fc.property(twoShuffles, ([one, other]) => {
				const services = new Set(['nursing', 'dental']);
				const visits = (places: Place[]) => places.map(({ visit }) => visit);
				expect(callablePlaces(visits(one), services)).toEqual(callablePlaces(visits(other), services));
			})
		);
	});

	function isAlike(a: Place, b: Place) {
		return (
			a.entry.id === b.entry.id &&
			a.entry.level === b.entry.level &&
			a.visit.arrivedAt === b.visit.arrivedAt &&
			a.visit.returnedInGrace === b.visit.returnedInGrace
		);
	}
});

describe('Who may be called now', () => {
	it('is whoever is here, waits for that service, and is with nobody', () => {
		const visits = [
			waitingVisit({ id: 'here' }),
			steppedOutVisit({ id: 'out' }),
			absentVisit({ id: 'absent' }),
			leftVisit({ id: 'left' }),
			calledVisit({ id: 'called', services: ['dental', 'nursing'] }),
			doneVisit({ id: 'seen' }),
			doneVisit({ id: 'seen-by-dentist', services: ['dental', 'nursing'], arrivedAt: minute(3) })
		];
		const ids = callablePlaces(visits, new Set(['nursing'])).map(({ entry }) => entry.id);
		expect(ids).toEqual(['here/nursing', 'seen-by-dentist/nursing']);
	});
});

describe('« Pourquoi avant moi ? »', () => {
	it('is answered with the level and its cause', () => {
		expect(passesEarlier(firstPlace(waitingVisit({ level: 'now', cause: 'pregnancy' })))).toEqual({
			why: 'level',
			level: 'now',
			cause: 'pregnancy'
		});
	});

	it('is answered with the return in time', () => {
		expect(passesEarlier(firstPlace(returnedVisit()))).toEqual({ why: 'returned_in_grace' });
	});

	it('has no answer for whoever just arrived earlier', () => {
		expect(passesEarlier(firstPlace(waitingVisit()))).toBeNull();
	});
});
