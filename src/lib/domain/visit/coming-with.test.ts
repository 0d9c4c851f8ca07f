/** Somebody comes with others, or with an animal: counted each, and the animal has a place of its own. */
import { describe, expect, it } from 'vitest';
import { callNext, group, register, visitStep } from '../../../../tests/factories/commands.ts';
import { aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aBlock, aSite } from '../../../../tests/factories/site.ts';
import { aLine, leftVisit, waitingVisit } from '../../../../tests/factories/visits.ts';

const peer = aPeerHelper();
const registered = (facts: object) =>
	expect.objectContaining({ type: 'VisitRegistered', ...facts }) as unknown;
const first = waitingVisit({ id: 'first' });

describe('Somebody who comes with another', () => {
	it('is in their party from the start, and the other too', () => {
		const { state } = given(aSite({ visits: [first] }))
			.when(register({ withVisitId: 'first', services: ['nursing'] }), { actor: peer })
			.then([
				registered({ visitId: 'newcomer', partyId: 'new-1', partyMode: 'together', withVisitId: null }),
				{ type: 'PartyJoined', visitId: 'first', partyId: 'new-1', mode: 'together' }
			]);
		expect(called(state, callNext(), { actor: aNurse() })).toHaveLength(2);
	});

	it('comes as the party already is, unless something else is said', () => {
		const pair = play(aSite({ visits: aLine(2) }), [group('p1', 'p2', 'one_after_other'), { actor: peer }]);
		given(pair)
			.when(register({ withVisitId: 'p1' }), { actor: peer })
			.then([registered({ partyMode: 'one_after_other' })]);
		const { visit } = given(pair)
			.when(register({ withVisitId: 'p1', partyMode: 'together' }), { actor: peer })
			.then([registered({ partyMode: 'together' }), expect.anything(), expect.anything()]);
		expect(visit('p2').partyMode).toBe('together');
	});

	it('by the party’s own id, when a screen has promised one', () => {
		const one = waitingVisit({ id: 'one', partyId: 'family', partyMode: 'one_after_other' });
		given(aSite({ visits: [one] }))
			.when(register({ partyId: 'family' }), { actor: peer })
			.then([registered({ partyId: 'family', partyMode: 'one_after_other' })]);
	});

	it('is refused beside eight, beside nobody, and beside somebody who is gone', () => {
		const eight = Array.from({ length: 8 }, (_, n) => waitingVisit({ id: `p${n}`, partyId: 'family' }));
		const site = aSite({ visits: [...eight, leftVisit({ id: 'gone' })] });
		given(site)
			.when(register({ withVisitId: 'p0' }), { actor: peer })
			.then('party_too_large');
		given(site)
			.when(register({ partyId: 'family' }), { actor: peer })
			.then('party_too_large');
		given(site)
			.when(register({ withVisitId: 'nobody' }), { actor: peer })
			.then('not_found');
		given(site)
			.when(register({ withVisitId: 'gone' }), { actor: peer })
			.then('not_open');
	});
});

describe('An animal', () => {
	const animal = { species: 'dog', temper: 'nervous' } as const;
	const vet = aBlock({ services: new Set(['nursing', 'veterinary']), defaultService: 'nursing' });
	const asked = register({ subject: 'animal', animal, withVisitId: 'first', reasons: ['animal'] });

	it('has a place of its own beside its human, and is in nobody’s party', () => {
		const { visit } = given(aSite({ visits: [first], block: vet }))
			.when(asked, { actor: peer })
			.then([registered({ subject: 'animal', animal, withVisitId: 'first', partyId: null })]);
		expect(visit('newcomer').entries.map(({ service }) => service)).toEqual(['veterinary']);
	});

	it('is not sent to whoever is there by default: without a vet the answer is no', () => {
		given(aSite({ visits: [first] }))
			.when(asked, { actor: peer })
			.then('service_not_offered');
		given(aSite({ visits: [first] }))
			.when({ ...asked, reasons: [] }, { actor: peer })
			.then('service_not_offered');
	});

	it('does not come alone: its human is on today’s list, and not gone', () => {
		const pet = waitingVisit({ id: 'pet', subject: 'animal', animal, withVisitId: 'first' });
		const before = waitingVisit({ id: 'before', blockId: 'block-before' });
		const site = aSite({ visits: [first, pet, before, leftVisit({ id: 'gone' })], block: vet });
		for (const withVisitId of [null, 'nobody', 'pet', 'before', 'gone'])
			given(site)
				.when({ ...asked, withVisitId }, { actor: peer })
				.then('animal_without_person');
	});

	it('that only came along is a fact of the person’s visit, and can be taken back', () => {
		const { state, visit } = given(aSite({ visits: [first] }))
			.when(visitStep('details', 'first', { animal }), { actor: peer })
			.then([expect.objectContaining({ changes: { animal } })]);
		expect(visit('first')).toMatchObject({ animal, subject: 'person' });
		const { visit: after } = given(state)
			.when(visitStep('details', 'first', { animal: null }), { actor: peer })
			.then([expect.anything()]);
		expect(after('first').animal).toBeNull();
	});

	it('with a visit of its own stays an animal', () => {
		const pet = waitingVisit({ id: 'pet', subject: 'animal', animal, withVisitId: 'first' });
		const { visit } = given(aSite({ visits: [first, pet] }))
			.when(visitStep('details', 'pet', { animal: null }), { actor: peer })
			.then([expect.objectContaining({ changes: {} })]);
		expect(visit('pet').animal).toEqual(animal);
	});
});
