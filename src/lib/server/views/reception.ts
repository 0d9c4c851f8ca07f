/** The tablet at the door: the whole list, and what is needed to welcome somebody. */
import type { ReceptionEntry, ReceptionView } from '#lib/contract/views.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import { NO_COMPANY, companyOf } from '#lib/server/views/company.ts';
import { teamHeader } from '#lib/server/views/header.ts';
import { teamLooks } from '#lib/server/views/looks.ts';
import { placesWithLines, type PlaceWithLine } from '#lib/server/views/staff-entries.ts';

/** Reasons are in a person's file, one by one; the list itself does not say why anybody came. */
export function receptionView(facts: BoardFacts): ReceptionView {
	return {
		reasons: facts.reasons.map(({ id, name, short, pictogram, route }) => ({
			id,
			name,
			short,
			pictogram,
			route
		})),
		defaultService: facts.block?.default_service ?? null,
		entries: placesWithLines(facts).map((place) => entryOf(facts, place)),
		signs: [...facts.signs],
		looks: teamLooks(facts),
		tallies: [...facts.tallies],
		...teamHeader(facts)
	};
}

/** Of somebody whom a colleague may not see, all that is more than the line is « not asked » : not even that there is something shows. */
function entryOf(facts: BoardFacts, { visit, line }: PlaceWithLine): ReceptionEntry {
	const { id, personId, language, peerWanted, notice } = visit;
	if (facts.masked.has(id)) {
		return {
			alias: null,
			personId: null,
			language: null,
			peerWanted: 'not_asked',
			noticeGiven: true,
			...NO_COMPANY,
			...line
		};
	}
	return {
		alias: facts.aliases.get(id) ?? null,
		personId,
		language,
		peerWanted,
		noticeGiven: notice !== null,
		...companyOf(facts, visit),
		...line
	};
}
