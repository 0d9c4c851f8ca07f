/** « Ça va toujours ? » : whoever waits is asked, sooner when they pass earlier. */
import { describe, expect, it } from 'vitest';
import { minute } from '../../../../tests/factories/time.ts';
import {
	absentVisit,
	after,
	calledVisit,
	doneVisit,
	returnedVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';
import { recheckDueAt } from '#lib/domain/visit/recheck.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

const MINUTES = { usual: 60, sooner: 30 };
const dueAt = (visit: Visit, index = 0) => {
	const entry = visit.entries[index];
	if (entry === undefined) throw new Error('a visit has a place');
	return recheckDueAt(visit, entry, MINUTES);
};

describe('The next « Ça va toujours ? »', () => {
	it('is an hour after somebody came, half an hour for those who pass earlier', () => {
		expect(dueAt(waitingVisit())).toBe(minute(60));
		expect(dueAt(waitingVisit({ level: 'now' }))).toBe(minute(30));
		expect(dueAt(waitingVisit({ level: 'sooner_today' }))).toBe(minute(30));
	});

	it('counts from the last time that somebody looked: asked, a level set, or back again', () => {
		const asked = after(waitingVisit(), { type: 'CheckedIn' }, { at: minute(50) });
		expect(dueAt(asked)).toBe(minute(110));
		const level = after(
			waitingVisit(),
			{ type: 'LevelSet', entryId: 'visit/nursing', level: 'sooner_today', cause: 'pain' },
			{ at: minute(40) }
		);
		expect(dueAt(level)).toBe(minute(70));
		expect(dueAt(returnedVisit({ at: minute(20) }))).toBe(minute(80));
	});

	it('is for people who wait here: not for those away, called or met, nor for an animal', () => {
		expect(dueAt(steppedOutVisit())).toBeNull();
		expect(dueAt(absentVisit())).toBeNull();
		expect(dueAt(calledVisit({ services: ['nursing', 'dental'] }))).toBeNull();
		expect(dueAt(calledVisit({ services: ['nursing', 'dental'] }), 1)).toBeNull();
		expect(dueAt(doneVisit())).toBeNull();
		expect(dueAt(waitingVisit({ subject: 'animal', withVisitId: 'human' }))).toBeNull();
	});
});
