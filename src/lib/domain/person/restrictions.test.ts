/** « Pas cette personne de l’équipe » : what that colleague may still do, and what they are told. */
import { describe, expect, it } from 'vitest';
import { callNext, step, visitStep } from '../../../../tests/factories/commands.ts';
import { aPerson, known, notThisColleague } from '../../../../tests/factories/known.ts';
import { aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import {
	calledVisit,
	inServiceVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

const nurse = aNurse();
const other = aNurse({ id: 'nora' });
const peer = aPeerHelper();
const visitId = 'visit';
const restrictions = [notThisColleague('nadia', { visitId })];
const site = (visit: Visit, more: Visit[] = []) => aSite({ visits: [visit, ...more], restrictions });
const restrict = { verb: 'restrict', visitId, accountId: 'nadia' } as const;
const identify = (isNew: boolean) => ({
	verb: 'identify' as const,
	...{ visitId, personId: 'nuage', isNew, knownElsewhere: null, personal: [] }
});
const lift = { verb: 'lift_restriction', visitId, accountId: 'nadia' } as const;

describe('Asked by the person', () => {
	it('holds for the visit of somebody without a key', () => {
		const { state } = given(aSite({ visits: [waitingVisit()] }))
			.when(restrict, { actor: peer })
			.then([
				{ type: 'RestrictionSet', visitId, restrictionId: 'new-1', accountId: 'nadia', ofPerson: false }
			]);
		given(state).when(step('call'), { actor: nurse }).then('file_unavailable');
		given(state).when(restrict, { actor: peer }).then('already_restricted');
	});

	it('holds for a person in every visit, also under a key that was merged with theirs', () => {
		const people = known(aPerson('nuage'), aPerson('old', { rootId: 'nuage' }));
		const first = { ...waitingVisit({ id: 'first' }), personId: 'nuage' };
		const later = { ...waitingVisit(), personId: 'old' };
		const { state } = given(aSite({ visits: [first, later], people }))
			.when({ ...restrict, visitId: 'first' }, { actor: peer })
			.then([expect.objectContaining({ ofPerson: true })]);
		given(state).when(step('call'), { actor: nurse }).then('file_unavailable');
	});

	it('goes with the person who says later who they are, to their next visit too', () => {
		const known = play(site(waitingVisit()), [identify(true), { actor: peer }]);
		expect(known.restrictions).toEqual([notThisColleague('nadia', { personId: 'nuage' })]);
		const later = { ...waitingVisit({ id: 'later' }), personId: 'nuage' };
		const nextDay = { ...known, visits: new Map([['later', later]]) };
		given(nextDay).when(step('call', 'later/nursing'), { actor: nurse }).then('file_unavailable');
	});

	it('stands once for somebody who had asked for the same before', () => {
		const own = notThisColleague('nadia', { id: 'own', personId: 'nuage' });
		const before = aSite({
			visits: [waitingVisit()],
			people: known(aPerson('nuage')),
			restrictions: [...restrictions, own]
		});
		expect(play(before, [identify(false), { actor: peer }]).restrictions).toEqual([own]);
	});

	it('is lifted when the person says so', () => {
		const state = play(site(waitingVisit()), [lift, { actor: peer }]);
		given(state)
			.when(step('call'), { actor: nurse })
			.then([expect.objectContaining({ type: 'EntryCalled' })]);
		given(state).when(lift, { actor: peer }).then('not_restricted');
	});

	it('names somebody of this site', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when({ ...restrict, accountId: 'nobody' }, { actor: peer })
			.then({ refused: 'unknown_account', field: 'accountId' });
	});

	it('can’t be lifted by that colleague', () => {
		given(site(waitingVisit())).when(lift, { actor: nurse }).then('file_unavailable');
	});
});

describe('That colleague', () => {
	it('is passed over by « appeler la prochaine personne », as if nobody stood there', () => {
		const behind = waitingVisit({ id: 'behind', arrivedAt: minute(5) });
		expect(called(site(waitingVisit(), [behind]), callNext(), { actor: nurse })).toEqual(['behind/nursing']);
		expect(called(site(waitingVisit()), callNext(), { actor: nurse })).toEqual([]);
		expect(called(site(waitingVisit(), [behind]), callNext(), { actor: other })).toEqual(['visit/nursing']);
	});

	it('does not get them by way of the group that they came with', () => {
		const masked = waitingVisit({ partyId: 'couple' });
		const partner = waitingVisit({ id: 'partner', partyId: 'couple', arrivedAt: minute(1) });
		expect(called(site(masked, [partner]), callNext(), { actor: nurse })).toEqual(['partner/nursing']);
	});

	const refused: [string, Command, Visit][] = [
		['call', step('call'), waitingVisit()],
		['recall', step('recall'), calledVisit({ by: 'nora' })],
		['start', step('start'), calledVisit({ by: 'nora' })],
		['complete', step('complete'), inServiceVisit({ by: 'nora' })],
		['absent', step('absent'), calledVisit({ by: 'nora' })],
		['take over', step('take_over'), calledVisit({ by: 'nora' })],
		['reroute', step('reroute'), waitingVisit()],
		['set a level', step('level'), waitingVisit()],
		['defer', step('defer'), waitingVisit()],
		['cancel', step('cancel'), waitingVisit()],
		['undo', step('undo'), calledVisit()],
		['change details', visitStep('details'), waitingVisit()],
		['note the notice', { verb: 'notice', visitId, version: 1, language: 'fr', way: 'said' }, waitingVisit()],
		['follow up', { verb: 'follow_up', visitId, on: null }, waitingVisit()],
		[
			'say who it is',
			{ verb: 'identify', visitId, personId: 'p', isNew: true, knownElsewhere: null, personal: [] },
			waitingVisit()
		]
	];
	it.each(refused)(
		'may not %s, and is told no more than that the file is not available',
		(_, command, visit) => {
			given(site(visit)).when(command, { actor: nurse }).then({ refused: 'file_unavailable' });
		}
	);

	it('may let them go, and say that they went out, came back or left', () => {
		given(site(calledVisit())).when(step('release'), { actor: nurse }).then([expect.anything()]);
		given(site(waitingVisit())).when(visitStep('step_out'), { actor: nurse }).then([expect.anything()]);
		given(site(steppedOutVisit())).when(visitStep('return'), { actor: nurse }).then([expect.anything()]);
		given(site(waitingVisit())).when(visitStep('leave'), { actor: nurse }).then([expect.anything()]);
	});

	it('may, for an hour, after saying why it could not wait', () => {
		const open = [notThisColleague('nadia', { visitId, glassUntil: minute(60) })];
		const state = aSite({ visits: [waitingVisit()], restrictions: open });
		given(state)
			.when(step('call'), { actor: nurse, at: minute(60) })
			.then([expect.objectContaining({ type: 'EntryCalled' })]);
		given(state)
			.when(step('call'), { actor: nurse, at: minute(60) + 1 })
			.then('file_unavailable');
	});

	it('finds nobody again by a key', () => {
		const ofPerson = [notThisColleague('nadia', { personId: 'nuage' })];
		const state = aSite({
			visits: [waitingVisit()],
			restrictions: ofPerson,
			people: known(aPerson('nuage'))
		});
		const command = { verb: 'identify', visitId, personId: 'nuage', isNew: false } as const;
		given(state)
			.when({ ...command, knownElsewhere: null, personal: [] }, { actor: nurse })
			.then('file_unavailable');
		given(state)
			.when(
				{ verb: 'person_details', personId: 'nuage', knownElsewhere: true, personal: [] },
				{ actor: nurse }
			)
			.then('file_unavailable');
	});
});
