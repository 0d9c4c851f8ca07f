import { describe, expect, it } from 'vitest';
import type { FoundPerson } from '#lib/contract/people.ts';
import { namesLike, SHOWN_AT_FIRST } from './recent-names.ts';

const person = (alias: string | null): FoundPerson => ({
	id: `id-${alias}`,
	alias,
	lastSeenAt: null,
	here: false
});
const names = (people: FoundPerson[]) => people.map(({ alias }) => alias);

describe('namesLike', () => {
	const people = ['Élo', 'Petit Ours', 'Nuage', null].map(person);

	it.each([
		['elo', ['Élo']],
		['ÉL', ['Élo']],
		['ours', ['Petit Ours']],
		['petit o', ['Petit Ours']],
		['uage', []],
		['x', []]
	])('%j finds %j', (typed, found) => expect(names(namesLike(people, typed))).toEqual(found));

	it('shows the latest few before anything is typed, and no more', () => {
		const many = Array.from({ length: 30 }, (_, index) => person(`Nom ${index}`));
		expect(namesLike(many, ' ')).toEqual(many.slice(0, SHOWN_AT_FIRST));
		expect(namesLike(many, 'nom')).toHaveLength(30);
	});
});
