import { expect, it } from 'vitest';
import type { PersonShown } from '#lib/contract/people.ts';
import { accessLines, changeText, informationText } from './person-words.ts';

type Access = PersonShown['accesses'][number];
const access = (at: string, traits: Partial<Access> = {}): Access => ({
	...{ at, by: 'Jeanne', kind: 'person_opened', purpose: 'care', site: 'Le Perron' },
	...traits
});
const lines = (...accesses: Access[]) =>
	accessLines(accesses, (iso) => iso.slice(0, 10)).map(({ by, lastAt, count }) => [
		by,
		lastAt.slice(0, 16),
		count
	]);

it('the same for the same on one day is one line with its latest time', () => {
	expect(
		lines(access('2026-11-22T15:00:00Z'), access('2026-11-22T14:00:00Z'), access('2026-11-21T14:00:00Z'))
	).toEqual([
		['Jeanne', '2026-11-22T15:00', 2],
		['Jeanne', '2026-11-21T14:00', 1]
	]);
});

it('another account, act, purpose or site is another line', () => {
	const at = '2026-11-22T15:00:00Z';
	expect(
		lines(
			access(at),
			access(at, { by: 'Samir' }),
			access(at, { kind: 'exported', purpose: null }),
			access(at, { purpose: 'support' }),
			access(at, { site: 'L’Escale' }),
			access(at, { by: null })
		)
	).toHaveLength(6);
});

it('kinds of information are said in French, one that nobody knows by its code', () => {
	expect(informationText(['visits', 'notes', 'x_ray'])).toBe('visites, notes et x_ray');
});

it('a value that was put right says what it was, or that it was erased, or no more than that it was corrected', () => {
	const change = { at: '2026-11-22T15:00:00Z', by: 'Jeanne', former: null, erased: false };
	const number = { ...change, field: 'health_number' };
	expect(changeText({ ...change, field: 'alias', former: 'Nuage' })).toMatch(/^\S+, avant\s: Nuage$/);
	expect(changeText({ ...number, erased: true })).toMatch(
		/^Numéro .+\s: ce qui était écrit avant est effacé$/
	);
	expect(changeText(number)).toMatch(/^Numéro .+\s: corrigé$/);
});
