/** What the top of every staff screen shows. */
import type { ReceptionView } from '#lib/contract/views.ts';
import { splitWord } from '#lib/domain/ticket/word.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { daysAfter, instantOf, weekdayOf } from '#lib/server/store/local-time.ts';
import { oncePerFacts } from '#lib/server/views/once-per-facts.ts';

/** Site, open block, next block. */
export const siteHeader = oncePerFacts((facts) => {
	const { site, block } = facts;
	return {
		siteId: site.id,
		siteName: site.name,
		timezone: site.timezone,
		practice: site.practice,
		block: block && {
			localDay: block.local_day,
			startsAt: block.starts_at.toISOString(),
			endsAt: block.ends_at.toISOString()
		},
		nextBlock: nextBlock(facts)
	};
});

/** The header with the services of the day, the rooms and the team. */
export const teamHeader = oncePerFacts((facts): TeamHeader => {
	const offered = new Set(facts.block?.services ?? []);
	return {
		...siteHeader(facts),
		services: facts.services.filter(({ id }) => offered.has(id)),
		rooms: facts.rooms.map(({ id, name, kind }) => ({ id, name, kind })),
		team: facts.team.filter(({ gives }) => gives).map(({ id, name, title }) => ({ id, name, title })),
		cutDisplays: facts.cutDisplays.map(({ id, label, at }) => ({ id, label, at: at.toISOString() }))
	};
});

type TeamHeader = Pick<
	ReceptionView,
	| 'siteId'
	| 'siteName'
	| 'timezone'
	| 'practice'
	| 'block'
	| 'nextBlock'
	| 'services'
	| 'rooms'
	| 'team'
	| 'cutDisplays'
>;

/** A word with the pictogram of its noun. */
export function ticketOf(facts: BoardFacts, word: string): { word: string; pictogram: string } {
	return { word, pictogram: facts.pictograms.get(splitWord(word).noun) ?? '' };
}

function nextBlock({ at, localDay, site, weekly }: BoardFacts) {
	const today = weekdayOf(localDay);
	for (let days = 0; days <= 7; days += 1) {
		const weekday = ((today - 1 + days) % 7) + 1;
		for (const plan of weekly) {
			if (plan.weekday !== weekday) continue;
			const day = daysAfter(localDay, days);
			const startsAt = instantOf(day, plan.starts_at, site.timezone);
			if (startsAt > at) return { localDay: day, startsAt: new Date(startsAt).toISOString() };
		}
	}
	return null;
}
