/** A masked line, field by field: whatever is not named here is told to nobody. */
import { expect, it } from 'vitest';
import { minute } from '../../../../tests/factories/time.ts';
import { after, steppedOutVisit } from '../../../../tests/factories/visits.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { staffEntry } from '#lib/server/views/staff-entries.ts';

const visit = {
	...after(
		steppedOutVisit({ services: ['nursing', 'dental'], level: 'now', at: minute(5), partyId: 'couple' }),
		{
			type: 'VisitReturned',
			inGrace: true
		}
	),
	callBy: 'discreet' as const,
	backdated: true
};
const [entry] = visit.entries;
const facts = {
	...{
		at: minute(90),
		site: { grace_minutes: 30, recheck_minutes: 60, recheck_sooner_minutes: 30 },
		pictograms: new Map(),
		team: [],
		rooms: []
	},
	masked: new Set(['visit'])
} as unknown as BoardFacts;
const instant = (at: number) => new Date(at).toISOString();

it('Of somebody whom a colleague may not see: word, service and status, and what a call takes', () => {
	expect(staffEntry(facts, { visit, entry: entry! })).toEqual({
		masked: true,
		...{ word: 'Mot visit', pictogram: expect.any(String) as string },
		...{ id: 'visit/nursing', visitId: 'visit', service: 'nursing', status: 'waiting', presence: 'here' },
		...{ arrivedAt: instant(minute(0)), callBy: 'discreet', undo: null },
		...{ calledAt: null, calledBy: null, startedAt: null, room: null },
		// From here on the same for everybody, whatever stands behind it.
		presenceAt: instant(minute(0)),
		...{ alsoWaitsFor: [], partyId: null, backdated: false, pastGrace: false, callCount: 0, endedAt: null },
		...{ level: 'arrival_order', levelCause: null, levelBy: null, levelAt: null, passesEarlier: null },
		...{ partyMode: 'together', subject: 'person', recheckDueAt: null }
	});
});

it('Of anybody else the line tells the rest too', () => {
	expect(staffEntry({ ...facts, masked: new Set() }, { visit, entry: entry! })).toMatchObject({
		masked: false,
		...{ alsoWaitsFor: ['dental'], level: 'now', levelCause: 'pain', partyId: 'couple', backdated: true }
	});
});
