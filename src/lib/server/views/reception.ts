/** The tablet at the door: the whole list, and what is needed to welcome somebody. */
import type { ReceptionEntry, ReceptionView } from '#lib/contract/views.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { NO_COMPANY, companyOf } from '#lib/server/views/company.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { teamLooks } from '#lib/server/views/looks.ts';
import { placesInOrder, staffEntry } from '#lib/server/views/staff-entries.ts';

/** Reasons are in a person's file, one by one; the list itself does not say why anybody came. */
export function receptionView(facts: BoardFacts): ReceptionView {
	const shown = (visit: Visit): Shown => {
		const { id, personId, language, peerWanted, notice } = visit;
		return facts.masked.has(id)
			? NOTHING
			: {
					alias: facts.aliases.get(id) ?? null,
					personId,
					language,
					peerWanted,
					noticeGiven: notice !== null,
					...companyOf(facts, visit)
				};
	};
	return {
		...teamHeader(facts),
		reasons: facts.reasons.map(({ id, name, short, pictogram, route }) => ({
			id,
			name,
			short,
			pictogram,
			route
		})),
		defaultService: facts.block?.default_service ?? null,
		entries: placesInOrder(facts).map((place) => ({
			...staffEntry(facts, place),
			...shown(place.visit)
		})),
		signs: [...facts.signs],
		looks: teamLooks(facts),
		tallies: [...facts.tallies]
	};
}

type Shown = Omit<ReceptionEntry, keyof ReturnType<typeof staffEntry>>;

/** What is left out is « not asked » : not even that there is something shows. */
const NOTHING: Shown = {
	alias: null,
	personId: null,
	language: null,
	peerWanted: 'not_asked',
	noticeGiven: true,
	...NO_COMPANY
};
