import { describe, expect, it, test } from 'vitest';
import { dueNotices, wrongDays, type Incident } from '#lib/domain/incident/incident.ts';

const TODAY = '2026-11-22';
const anIncident = (traits: Partial<Incident> = {}): Incident => ({
	information: 'Deux surnoms',
	circumstances: 'Une feuille oubliée',
	from: '2026-11-18',
	until: null,
	awareOn: '2026-11-19',
	persons: 2,
	reasoning: 'Feuille retrouvée le jour même',
	serious: false,
	commissionOn: null,
	ministerOn: null,
	personsOn: null,
	noticeWords: '',
	measures: 'Feuille détruite',
	...traits
});

describe('The days of an incident', () => {
	it('are all of today at the latest', () => {
		expect(wrongDays(anIncident({ from: TODAY, awareOn: TODAY }), TODAY)).toEqual([]);
		const tomorrow = '2026-11-23';
		for (const field of ['until', 'awareOn', 'commissionOn', 'ministerOn', 'personsOn'] as const)
			expect(wrongDays(anIncident({ [field]: tomorrow }), TODAY)).toEqual([
				{ field, problem: 'in_the_future' }
			]);
		expect(wrongDays(anIncident({ from: tomorrow, awareOn: tomorrow }), TODAY)).toHaveLength(2);
	});

	test.each([
		['until', '2026-11-17', 'before_start'],
		['awareOn', '2026-11-17', 'before_start'],
		['commissionOn', '2026-11-18', 'before_aware'],
		['ministerOn', '2026-11-18', 'before_aware'],
		['personsOn', '2026-11-18', 'before_aware']
	] as const)('come one after the other: %s of %s is %s', (field, day, problem) => {
		expect(wrongDays(anIncident({ [field]: day }), TODAY)).toEqual([{ field, problem }]);
	});

	it('may be the same, and one may be aware of what still goes on', () => {
		const day = '2026-11-19';
		const same = { from: day, until: day, awareOn: day, commissionOn: day, ministerOn: day, personsOn: day };
		expect(wrongDays(anIncident(same), TODAY)).toEqual([]);
		expect(wrongDays(anIncident({ until: '2026-11-21' }), TODAY)).toEqual([]);
	});
});

describe('Notices', () => {
	it('are due since one is aware of a risk of serious injury, until each was given', () => {
		expect(dueNotices(anIncident())).toBeNull();
		expect(dueNotices(anIncident({ serious: true }))).toEqual({
			since: '2026-11-19',
			missing: ['commission', 'minister', 'persons']
		});
		expect(dueNotices(anIncident({ serious: true, commissionOn: TODAY, ministerOn: TODAY }))).toEqual({
			since: '2026-11-19',
			missing: ['persons']
		});
		const given = { commissionOn: TODAY, ministerOn: TODAY, personsOn: TODAY };
		expect(dueNotices(anIncident({ serious: true, ...given }))).toBeNull();
	});
});
