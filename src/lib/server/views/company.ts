/** Who is with somebody, where they wait and what they wish: for those who welcome and receive them. */
import type { Company, NamedRow } from '#lib/contract/views.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';

/** Nothing was said; shown of somebody whose file a colleague may not see, too. */
export const NO_COMPANY: Company = {
	animal: null,
	withWord: null,
	pressing: 'not_asked',
	quietCorner: 'not_asked',
	dimLight: 'not_asked',
	where: null,
	interpreter: null
};

/** Of one visit. */
export function companyOf(facts: BoardFacts, visit: Visit): Company {
	const { animal, pressing, quietCorner, dimLight, interpreter, withVisitId } = visit;
	return {
		animal,
		withWord: withVisitId === null ? null : (facts.visits.get(withVisitId)?.word ?? null),
		pressing,
		quietCorner,
		dimLight,
		where: whereOf(facts, visit),
		interpreter: interpreter && {
			...{ language: interpreter.language, mode: interpreter.mode, gender: interpreter.gender },
			noRelative: interpreter.noRelative,
			confirmed: interpreter.confirmedAt !== null
		}
	};
}

/** The areas of the site, where people wait. */
export function areasOf({ rooms }: BoardFacts): NamedRow[] {
	return rooms.filter(({ kind }) => kind === 'area').map(({ id, name }) => ({ id, name }));
}

/** Where somebody waits; an area that was deleted meanwhile is nowhere. */
export function whereOf(facts: BoardFacts, { id }: Visit): NamedRow | null {
	const room = facts.whereabouts.get(id);
	const area = facts.rooms.find((one) => one.id === room && one.kind === 'area');
	return area === undefined ? null : { id: area.id, name: area.name };
}
