import { describe, expect, it } from 'vitest';
import { step, visitStep } from '../../../../tests/factories/commands.ts';
import { aCoordinator, aNurse, aPeerHelper } from '../../../../tests/factories/people.ts';
import { entryOf, given, play, visitOf } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { minute, seconds } from '../../../../tests/factories/time.ts';
import {
	calledVisit,
	inServiceVisit,
	returnedVisit,
	steppedOutVisit,
	waitingVisit
} from '../../../../tests/factories/visits.ts';

const nurse = aNurse();
const peer = aPeerHelper();
const coordinator = aCoordinator();
const ids = { visitId: 'visit', entryId: 'visit/nursing' };

describe('Annuler', () => {
	const before = aSite({ visits: [calledVisit({ at: minute(1) })] });
	const at = minute(10);
	const started = play(before, [step('start'), { actor: nurse, at }]);
	const undone = [{ type: 'StepUndone', ...ids }];

	it('takes one’s own last step back and puts everything as it was', () => {
		const { visit } = given(started)
			.when(step('undo'), { actor: nurse, at: at + seconds(5) })
			.then(undone);
		expect(visit()).toEqual({ ...visitOf(before), lastStep: null });
	});

	it.each([
		['call', [waitingVisit()], step('call'), nurse],
		['recall', [calledVisit()], step('recall'), nurse],
		['absence', [calledVisit()], step('absent'), nurse],
		['absence of somebody who had come back', [calledAgain()], step('absent'), nurse],
		['start of somebody who had come back', [calledAgain()], step('start'), nurse],
		['release', [inServiceVisit()], step('release'), nurse],
		['take-over', [calledVisit({ by: 'nils' })], step('take_over'), nurse],
		['end', [inServiceVisit()], step('complete'), nurse],
		['directing elsewhere', [inServiceVisit()], step('reroute'), nurse],
		['level', [waitingVisit({ level: 'sooner_today', cause: 'safety' })], step('level'), nurse],
		['deferral', [calledVisit()], step('defer'), peer],
		['cancellation', [steppedOutVisit()], step('cancel'), peer]
	] as const)('restores a mistaken %s exactly', (_, visits, mistake, actor) => {
		const site = aSite({ visits });
		const after = play(site, [mistake, { actor, at }], [step('undo'), { actor, at: at + seconds(9) }]);
		expect(visitOf(after)).toEqual({ ...visitOf(site), lastStep: null });
	});

	it('is possible for the coordinator, whoever made the step', () => {
		given(started)
			.when(step('undo'), { actor: coordinator, at: at + seconds(5) })
			.then(undone);
	});

	it('is not possible for a colleague', () => {
		given(started)
			.when(step('undo'), { actor: aNurse({ id: 'nils' }), at })
			.then('forbidden');
		given(started).when(step('undo'), { actor: peer, at }).then('forbidden');
	});

	it('is possible until 30 seconds have passed, and not after', () => {
		given(started)
			.when(step('undo'), { actor: nurse, at: at + seconds(30) })
			.then(undone);
		given(started)
			.when(step('undo'), { actor: nurse, at: at + seconds(30) + 1 })
			.then('undo_too_late');
	});

	it('works once: neither twice nor for the step before', () => {
		const once = play(started, [step('undo'), { actor: nurse, at }]);
		given(once).when(step('undo'), { actor: nurse, at }).then('undo_superseded');
		given(once).when(step('undo'), { actor: coordinator, at }).then('undo_superseded');
	});

	it('is over as soon as somebody took another step with the person', () => {
		const details = play(started, [visitStep('details', 'visit', { language: 'ar' }), { actor: peer, at }]);
		given(details).when(step('undo'), { actor: nurse, at }).then('undo_superseded');
		const released = play(started, [step('release'), { actor: peer, at }]);
		given(released).when(step('undo'), { actor: nurse, at }).then('forbidden');
	});

	it('is over for a place when the last step was about the person’s other place', () => {
		const visits = [waitingVisit({ services: ['nursing', 'dental'] })];
		const after = play(
			aSite({ visits }),
			[step('cancel'), { actor: peer, at }],
			[step('cancel', 'visit/dental'), { actor: peer, at }]
		);
		given(after).when(step('undo'), { actor: peer, at }).then('undo_superseded');
		given(after)
			.when(step('undo', 'visit/dental'), { actor: peer, at })
			.then([{ type: 'StepUndone', visitId: 'visit', entryId: 'visit/dental' }]);
	});

	it('does not apply to somebody who was only registered', () => {
		given(aSite({ visits: [waitingVisit()] }))
			.when(step('undo'), { actor: peer })
			.then('undo_superseded');
	});

	it('takes back a call of two for the one chosen only', () => {
		const visits = [waitingVisit({ partyId: 'couple' }), waitingVisit({ id: 'other', partyId: 'couple' })];
		const after = play(
			aSite({ visits }),
			[step('call'), { actor: nurse, at }],
			[step('undo'), { actor: nurse, at }]
		);
		expect(entryOf(after, 'visit/nursing').status).toBe('waiting');
		expect(entryOf(after, 'other/nursing').status).toBe('called');
	});

	function calledAgain() {
		const site = aSite({ visits: [returnedVisit()] });
		return visitOf(play(site, [step('call'), { actor: nurse, at: minute(5) }]));
	}
});
