/** The public screen: words and rooms, nothing else (R-D1, R-D2). */
import type { DisplayCall, DisplayView } from '#lib/contract/views.ts';
import type { Place } from '#lib/domain/queue/order.ts';
import type { CallWay } from '#lib/domain/visit/state.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { ticketOf } from '#lib/server/views/header.ts';
import { nameOf, placesInOrder } from '#lib/server/views/staff-entries.ts';

/** Calls that stay on the screen after the person was met. */
const RECENT = 4;
const RECENT_MS = 15 * 60_000;

/** Discreet and text calls are told in person: not even their number may show. */
const SHOWN: readonly CallWay[] = ['word', 'alias_aloud'];

/** Current calls, the newest first, then the latest that were met. */
export function displayView(facts: BoardFacts): DisplayView {
	const shown = placesInOrder(facts)
		.filter(({ visit, entry }) => SHOWN.includes(visit.callBy) && entry.calledAt !== null)
		.sort((a, b) => (b.entry.calledAt ?? 0) - (a.entry.calledAt ?? 0));
	const recent = shown.filter(
		({ entry }) => entry.startedAt !== null && facts.at - entry.startedAt <= RECENT_MS
	);
	return {
		siteName: facts.site.name,
		timezone: facts.site.timezone,
		practice: facts.site.practice,
		open: facts.block !== null,
		calls: shown.filter(({ entry }) => entry.status === 'called').map((place) => call(facts, place)),
		recent: onePerWord(recent)
			.slice(0, RECENT)
			.map((place) => call(facts, place))
	};
}

function call(facts: BoardFacts, { visit, entry }: Place): DisplayCall {
	return {
		// Two places of one visit may be called one after the other: the instant of the call tells them apart.
		key: `${visit.word} ${entry.calledAt} ${entry.callCount}`,
		room: entry.room === null ? null : nameOf(facts.rooms, entry.room).name,
		calledAt: new Date(entry.calledAt ?? facts.at).toISOString(),
		...ticketOf(facts, visit.word)
	};
}

/** The newest of each word: somebody who saw two services is one line. */
function onePerWord(places: readonly Place[]): Place[] {
	return places.filter(
		({ visit }, index) => places.findIndex((other) => other.visit.id === visit.id) === index
	);
}
