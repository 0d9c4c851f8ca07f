import { describe, expect, it } from 'vitest';
import { aPerson, known } from '../../../../tests/factories/known.ts';
import { aCoordinator, aDentist, aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { rootOf } from '#lib/domain/person/known.ts';

const coordinator = aCoordinator();
const people = known(aPerson('nuage'), aPerson('cloud'), aPerson('stranger', { here: false }));
const merge = { verb: 'merge_people', personId: 'cloud', intoId: 'nuage' } as const;
const separate = { verb: 'separate_people', personId: 'cloud' } as const;

describe('Two keys of one person', () => {
	it('become one, and two again with each its own history', () => {
		const ids = { personId: 'cloud', intoId: 'nuage', mergeId: 'new-1' };
		const { state } = given(aSite({ people }))
			.when(merge, { actor: coordinator })
			.then([{ type: 'PeopleMerged', ...ids }]);
		expect(rootOf(state, 'cloud')).toBe('nuage');
		const { state: apart } = given(state)
			.when(separate, { actor: coordinator })
			.then([{ type: 'PeopleSeparated', personId: 'cloud', fromId: 'nuage' }]);
		expect(rootOf(apart, 'cloud')).toBe('cloud');
	});

	it('never make a circle', () => {
		const merged = play(aSite({ people }), [merge, { actor: coordinator }]);
		given(merged).when(merge, { actor: coordinator }).then('already_merged');
		given(merged)
			.when({ verb: 'merge_people', personId: 'nuage', intoId: 'cloud' }, { actor: coordinator })
			.then('already_merged');
		given(aSite({ people }))
			.when({ ...merge, intoId: 'cloud' }, { actor: coordinator })
			.then('already_merged');
		given(aSite({ people })).when(separate, { actor: coordinator }).then('not_merged');
	});

	it('carry along those that were merged before', () => {
		const three = known(aPerson('a', { rootId: 'cloud' }), aPerson('cloud'), aPerson('nuage'));
		const { state } = given(aSite({ people: three }))
			.when(merge, { actor: coordinator })
			.then([expect.anything()]);
		expect(rootOf(state, 'a')).toBe('nuage');
	});

	it('separated again, each takes along those that were merged into it before', () => {
		const line = known(aPerson('a'), aPerson('b'), aPerson('c'), aPerson('nuage'));
		const { state } = given(
			play(
				aSite({ people: line }),
				[{ verb: 'merge_people', personId: 'a', intoId: 'b' }, { actor: coordinator }],
				[{ verb: 'merge_people', personId: 'b', intoId: 'c' }, { actor: coordinator }],
				[{ verb: 'merge_people', personId: 'c', intoId: 'nuage' }, { actor: coordinator }]
			)
		)
			.when({ verb: 'separate_people', personId: 'b' }, { actor: coordinator })
			.then([{ type: 'PeopleSeparated', personId: 'b', fromId: 'nuage' }]);
		expect(['a', 'b', 'c', 'nuage'].map((id) => rootOf(state, id))).toEqual(['b', 'b', 'nuage', 'nuage']);
	});

	it('are coordination’s to join, among people of this site', () => {
		for (const actor of [aPeerHelper(), aNurse()])
			given(aSite({ people })).when(merge, { actor }).then('forbidden');
		given(aSite({ people }))
			.when({ ...merge, intoId: 'stranger' }, { actor: coordinator })
			.then('not_found');
	});
});

describe('The number of a health card', () => {
	const note = {
		verb: 'health_number',
		personId: 'nuage',
		personal: [{ field: 'health_number', mark: '1:x' }]
	} as const;

	it('is noted only where the network decided so, by clinicians', () => {
		given(aSite({ people })).when(note, { actor: aNurse() }).then('health_number_off');
		const on = aSite({ people, healthNumberOn: true });
		for (const actor of [aPeerHelper(), coordinator]) given(on).when(note, { actor }).then('forbidden');
		for (const actor of [aNurse(), aDentist()])
			given(on)
				.when(note, { actor })
				.then([
					{
						type: 'PersonDetailsChanged',
						personId: 'nuage',
						knownElsewhere: null,
						personal: [...note.personal]
					}
				]);
	});
});

it('What somebody is known by is changed for the person that the key stands for', () => {
	const merged = known(aPerson('old', { rootId: 'nuage' }), aPerson('nuage'));
	const { state } = given(aSite({ people: merged }))
		.when(
			{ verb: 'person_details', personId: 'old', knownElsewhere: true, personal: [] },
			{ actor: aPeerHelper() }
		)
		.then([{ type: 'PersonDetailsChanged', personId: 'nuage', knownElsewhere: true, personal: [] }]);
	expect(state.people.get('nuage')?.knownElsewhere).toBe(true);
});
