import { describe, expect, it } from 'vitest';
import { register } from '../../../../tests/factories/commands.ts';
import { aPerson, known } from '../../../../tests/factories/known.ts';
import { aHostWorker, aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { after, doneVisit, waitingVisit } from '../../../../tests/factories/visits.ts';
import type { IdentityCommand } from '#lib/domain/queue/commands.ts';

const peer = aPeerHelper();
const visitId = 'visit';
const identify = (traits: Partial<Extract<IdentityCommand, { verb: 'identify' }>> = {}) => ({
	verb: 'identify' as const,
	visitId,
	personId: 'nuage',
	isNew: true,
	knownElsewhere: null,
	personal: [],
	...traits
});
const identified = (personId: string, traits = {}) =>
	after(waitingVisit(traits), {
		type: 'VisitIdentified',
		personId,
		isNew: true,
		knownElsewhere: null,
		personal: []
	});

describe('Saying who somebody is', () => {
	it('makes a new person of whoever wants to be known', () => {
		const { visit, state } = given(aSite({ visits: [waitingVisit()] }))
			.when(identify({ knownElsewhere: true }), { actor: peer })
			.then([
				{
					type: 'VisitIdentified',
					visitId,
					personId: 'nuage',
					isNew: true,
					knownElsewhere: true,
					personal: []
				}
			]);
		expect(visit().personId).toBe('nuage');
		expect(state.people.get('nuage')).toEqual(aPerson('nuage', { knownElsewhere: true }));
	});

	it('finds somebody of this site, under the key that stands for all of theirs', () => {
		const people = known(aPerson('old', { rootId: 'nuage' }), aPerson('nuage'));
		const { visit } = given(aSite({ visits: [waitingVisit()], people }))
			.when(identify({ personId: 'old', isNew: false }), { actor: peer })
			.then([
				{
					type: 'VisitIdentified',
					visitId,
					personId: 'nuage',
					isNew: false,
					knownElsewhere: null,
					personal: []
				}
			]);
		expect(visit().personId).toBe('nuage');
	});

	it('knows nobody of another site, unless they ticked that they may be known elsewhere', () => {
		const stranger = aPerson('nuage', { here: false });
		given(aSite({ visits: [waitingVisit()], people: known(stranger) }))
			.when(identify({ isNew: false }), { actor: peer })
			.then('not_found');
		const ticked = known({ ...stranger, knownElsewhere: true });
		given(aSite({ visits: [waitingVisit()], people: ticked }))
			.when(identify({ isNew: false }), { actor: peer })
			.then([expect.objectContaining({ personId: 'nuage' })]);
	});

	it('puts nobody on the list twice in a day, and says where they are', () => {
		const here = identified('nuage', { id: 'first', word: 'Huard 4' });
		const state = aSite({ visits: [here, waitingVisit()], people: known(aPerson('nuage')) });
		const refused = { refused: 'already_here_today', visit: { id: 'first', word: 'Huard 4' } } as const;
		given(state)
			.when(identify({ isNew: false }), { actor: peer })
			.then(refused);
		given(state)
			.when(register({ personId: 'nuage' }), { actor: peer })
			.then(refused);
	});

	it('takes them again at the next block, when they were left over at the end of the one before', () => {
		const leftOver = identified('nuage', { id: 'first', blockId: 'block-yesterday' });
		given(aSite({ visits: [leftOver], people: known(aPerson('nuage')) }))
			.when(register({ personId: 'nuage', services: ['nursing'] }), { actor: peer })
			.then([expect.objectContaining({ type: 'VisitRegistered', personId: 'nuage' })]);
	});

	it('takes them again once their first visit is over', () => {
		const over = { ...doneVisit({ id: 'first' }), personId: 'nuage' };
		const state = aSite({ visits: [over], people: known(aPerson('nuage')) });
		const { visit } = given(state)
			.when(register({ personId: 'nuage', services: ['nursing'] }), { actor: peer })
			.then([expect.objectContaining({ type: 'VisitRegistered', personId: 'nuage' })]);
		expect(visit('newcomer').personId).toBe('nuage');
		// And then the first can’t begin again beside the second.
		const both = play(state, [register({ personId: 'nuage', services: ['nursing'] }), { actor: peer }]);
		given(both).when({ verb: 'reopen', visitId: 'first' }, { actor: peer }).then('already_here_today');
	});

	it('is said once per visit, while they are here, and not by the host', () => {
		const people = known(aPerson('nuage'), aPerson('other'));
		given(aSite({ visits: [identified('other')], people }))
			.when(identify({ isNew: false }), { actor: peer })
			.then('already_identified');
		given(aSite({ visits: [waitingVisit()], people }))
			.when(identify(), { actor: peer })
			.then('person_exists');
		given(aClosedSite({ visits: [waitingVisit()] }))
			.when(identify(), { actor: peer })
			.then('block_closed');
		given(aSite({ visits: [waitingVisit()] }))
			.when(identify(), { actor: aHostWorker() })
			.then('forbidden');
	});

	it('takes a code-mémoire only where the network decided so', () => {
		const personal = [{ field: 'memory_code' as const, mark: '1:x' }];
		given(aSite({ visits: [waitingVisit()] }))
			.when(identify({ personal }), { actor: peer })
			.then('memory_code_off');
		given(aSite({ visits: [waitingVisit()], memoryCodeOn: true }))
			.when(identify({ personal }), { actor: peer })
			.then([expect.objectContaining({ personal })]);
	});
});

describe('The notice', () => {
	const notice = { verb: 'notice', visitId, version: 1, language: 'en', way: 'listened' } as const;

	it('is noted once per visit, with its version, its language and the way', () => {
		const { state, visit } = given(aSite({ visits: [waitingVisit()] }))
			.when(notice, { actor: peer })
			.then([{ type: 'NoticeGiven', visitId, version: 1, language: 'en', way: 'listened' }]);
		expect(visit().notice).toEqual({ version: 1, language: 'en', way: 'listened' });
		given(state)
			.when({ ...notice, way: 'declined' }, { actor: aNurse() })
			.then('notice_given');
	});

	it('has a version that was written', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when({ ...notice, version: 2 }, { actor: peer })
			.then('unknown_notice');
	});
});

it('A follow-up has somebody who goes on looking after it, until it is ended', () => {
	const { state, visit } = given(aSite({ visits: [waitingVisit()] }))
		.when({ verb: 'follow_up', visitId, on: '2026-12-01' }, { actor: peer })
		.then([{ type: 'FollowUpSet', visitId, on: '2026-12-01' }]);
	expect(visit().followUp).toEqual({ by: 'paula', on: '2026-12-01' });
	const ended = given(state)
		.when({ verb: 'follow_up', visitId, on: null }, { actor: peer })
		.then([{ type: 'FollowUpSet', visitId, on: null }]);
	expect(ended.visit().followUp).toBeNull();
});
