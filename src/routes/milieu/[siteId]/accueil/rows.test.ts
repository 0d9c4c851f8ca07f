import { describe, expect, it } from 'vitest';
import type { ReceptionEntry } from '#lib/contract/views.ts';
import { countBefore, peopleIn, rowOf, sectionsOf } from './rows.ts';

function place(id: string, changes: Partial<ReceptionEntry> = {}): ReceptionEntry {
	const plain = { visitId: `v-${id}`, service: 'care', status: 'waiting', presence: 'here', endedAt: null };
	return { id, presenceAt: '2026-01-05T18:00:00.000Z', ...plain, ...changes } as ReceptionEntry;
}
const words = (rows: { entry: ReceptionEntry }[]) => rows.map(({ entry }) => entry.id);

describe('sectionsOf', () => {
	it('puts each person in one section and keeps the order in which people pass', () => {
		const sections = sectionsOf([
			place('b'),
			place('a'),
			place('c', { status: 'called' }),
			place('d', { presence: 'stepped_out' }),
			place('e', { status: 'in_service' }),
			place('f', { presence: 'left', status: 'cancelled' })
		]);
		expect(words(sections.waiting)).toEqual(['b', 'a']);
		expect(words(sections.called)).toEqual(['c']);
		expect(words(sections.away)).toEqual(['d']);
		expect(words(sections.inEncounter)).toEqual(['e']);
		expect(words(sections.finished)).toEqual(['f']);
	});

	it('shows somebody with two places once, by the one in hand', () => {
		const both = [place('x', { visitId: 'v' }), place('y', { visitId: 'v', status: 'called' })];
		expect(words(sectionsOf(both).called)).toEqual(['y']);
		expect(sectionsOf(both).waiting).toEqual([]);
		expect(rowOf(both, 'v')?.others.map(({ id }) => id)).toEqual(['x']);
	});

	it('shows the latest to finish first', () => {
		const early = place('early', { status: 'done', endedAt: '2026-01-05T18:10:00.000Z' });
		const late = place('late', { status: 'done', endedAt: '2026-01-05T18:20:00.000Z' });
		expect(words(sectionsOf([early, late]).finished)).toEqual(['late', 'early']);
	});
});

describe('countBefore', () => {
	const list = [place('a'), place('b', { presence: 'absent' }), place('c', { status: 'called' }), place('d')];

	it('counts those here for the service, before somebody new', () =>
		expect(countBefore(list, 'care')).toBe(3));
	it('counts those before a person already on the list', () => {
		expect(countBefore(list, 'care', 'v-d')).toBe(2);
	});
	it('counts nobody for another service', () => expect(countBefore(list, 'other')).toBe(0));
});

it('peopleIn counts people, and no animal that waits beside them', () => {
	const { waiting } = sectionsOf([
		place('human', { subject: 'person' }),
		place('dog', { subject: 'animal' }),
		place('other', { subject: 'person' })
	]);
	expect(waiting).toHaveLength(3);
	expect(peopleIn(waiting)).toBe(2);
});
