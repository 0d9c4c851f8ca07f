/** When a shut door opens next. */
import { expect, it } from 'vitest';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { siteHeader } from '#lib/server/views/header.ts';

/** Mondays in the afternoon and Thursdays in the morning, ISO weekdays. */
const WEEKLY = [
	{ weekday: 1, starts_at: '13:00:00', ends_at: '16:00:00' },
	{ weekday: 4, starts_at: '09:00:00', ends_at: '12:00:00' }
];

function nextAt(localDay: string, wallTime: string) {
	const at = Date.parse(`${localDay}T${wallTime}:00-05:00`);
	const site = { id: 'perron', name: 'Le Perron', timezone: 'America/Toronto', practice: false };
	return siteHeader({ at, localDay, site, block: null, weekly: WEEKLY } as unknown as BoardFacts).nextBlock;
}

it.each([
	['in the morning of such a day, that afternoon', '2026-11-23', '08:00', '2026-11-23', '18:00'],
	['once it has begun, the next one', '2026-11-23', '13:00', '2026-11-26', '14:00'],
	['from Thursday over Sunday to Monday', '2026-11-26', '12:00', '2026-11-30', '18:00'],
	['from Sunday to Monday', '2026-11-29', '23:00', '2026-11-30', '18:00']
])('%s', (_, day, time, localDay, utc) => {
	expect(nextAt(day, time)).toEqual({ localDay, startsAt: `${localDay}T${utc}:00.000Z` });
});

it('never, at a site without a plan', () => {
	const site = { id: 'perron', timezone: 'America/Toronto' };
	const facts = { at: 0, localDay: '1970-01-01', site, block: null, weekly: [] } as unknown as BoardFacts;
	expect(siteHeader(facts).nextBlock).toBeNull();
});
