/** One person on the list twice: whoever came with either of the two comes with the one that stays. */
import { expect, it } from 'vitest';
import { interpreter } from '../../../../tests/factories/commands.ts';
import { aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play, visitOf } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { waitingVisit, type VisitTraits } from '../../../../tests/factories/visits.ts';

const peer = aPeerHelper();
const animal = { species: 'cat', temper: 'calm' } as const;
const merge = { verb: 'merge_visits', visitId: 'early', otherVisitId: 'late' } as const;
const early = (traits: VisitTraits = {}) => waitingVisit({ id: 'early', ...traits });
const late = (traits: VisitTraits = {}) => waitingVisit({ id: 'late', arrivedAt: minute(9), ...traits });
const merged = (...visits: ReturnType<typeof early>[]) => play(aSite({ visits }), [merge, { actor: peer }]);

it('what only one of the two knew is kept, and what both knew is the earlier’s', () => {
	const one = early({ quietCorner: 'no' });
	const asked = play(aSite({ visits: [one, late({ animal, quietCorner: 'yes' })] }), [
		interpreter('late'),
		{ actor: peer }
	]);
	const kept = visitOf(play(asked, [merge, { actor: peer }]), 'early');
	expect(kept).toMatchObject({ animal, quietCorner: 'no', interpreter: { language: 'ht' } });
});

it('two parties become one', () => {
	const after = merged(
		early({ partyId: 'couple' }),
		late({ partyId: 'family', partyMode: 'one_after_other' }),
		waitingVisit({ id: 'partner', partyId: 'couple' }),
		waitingVisit({ id: 'child', partyId: 'family', partyMode: 'one_after_other' })
	);
	for (const id of ['early', 'partner', 'child'])
		expect(visitOf(after, id)).toMatchObject({ partyId: 'couple', partyMode: 'together' });
});

it('the other’s party is taken when the earlier had none', () => {
	const after = merged(
		early(),
		late({ partyId: 'family', partyMode: 'one_after_other' }),
		waitingVisit({ id: 'child', partyId: 'family', partyMode: 'one_after_other' })
	);
	expect(visitOf(after, 'early')).toMatchObject({ partyId: 'family', partyMode: 'one_after_other' });
});

it('who was grouped with themselves is in no party any more', () => {
	const after = merged(early({ partyId: 'both' }), late({ partyId: 'both' }));
	expect(visitOf(after, 'early').partyId).toBeNull();
});

it('two parties that are too large together stay as they are', () => {
	const many = (partyId: string, count: number) =>
		Array.from({ length: count }, (_, n) => waitingVisit({ id: `${partyId}${n}`, partyId }));
	const after = merged(
		early({ partyId: 'a' }),
		late({ partyId: 'b' }),
		...[...many('a', 5), ...many('b', 4)]
	);
	expect(visitOf(after, 'early').partyId).toBe('a');
	expect(visitOf(after, 'b0').partyId).toBe('b');
});

it('the dog of the absorbed visit has the other one’s human', () => {
	const dog = waitingVisit({ id: 'dog', subject: 'animal', animal, withVisitId: 'late' });
	expect(visitOf(merged(early(), late(), dog), 'dog').withVisitId).toBe('early');
});

it('a person and an animal are never one', () => {
	const dog = late({ subject: 'animal', animal, withVisitId: 'early' });
	given(aSite({ visits: [early(), dog] }))
		.when(merge, { actor: peer })
		.then('different_people');
});
