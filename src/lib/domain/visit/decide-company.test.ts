/** Couples, families, somebody and their worker: together or one after the other, and nobody loses a place by it. */
import { describe, expect, it } from 'vitest';
import { callNext, group, interpreter, step, visitStep } from '../../../../tests/factories/commands.ts';
import {
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anEvaluator
} from '../../../../tests/factories/people.ts';
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { aLine, leftVisit, waitingVisit } from '../../../../tests/factories/visits.ts';
import type { CompanyCommand } from '#lib/domain/queue/commands.ts';

const peer = aPeerHelper();
const nurse = aNurse();
const joined = (visitId: string, partyId: string, mode = 'together') => ({
	type: 'PartyJoined',
	...{ visitId, partyId, mode }
});

describe('Two who came together', () => {
	it('are one party, and one call calls both', () => {
		const { state, told } = given(aSite({ visits: aLine(3) }))
			.when(group('p1', 'p3'), { actor: peer })
			.then([joined('p1', 'new-1'), joined('p3', 'new-1')]);
		expect(told).toEqual({ about: 'visit', visitId: 'p1' });
		expect(called(state, callNext(), { actor: nurse })).toEqual(['p1/nursing', 'p3/nursing']);
	});

	it('one after the other are called alone, each in their own place', () => {
		const state = play(aSite({ visits: aLine(3) }), [group('p1', 'p3', 'one_after_other'), { actor: peer }]);
		expect(called(state, callNext(), { actor: nurse })).toEqual(['p1/nursing']);
		const next = play(state, [callNext(), { actor: nurse }]);
		expect(called(next, callNext({ alsoCall: true }), { actor: nurse })).toEqual(['p2/nursing']);
		expect(called(state, step('call', 'p3/nursing'), { actor: nurse })).toEqual(['p3/nursing']);
	});

	it('and two more become one party of four, in the way that was said last', () => {
		const couples = play(
			aSite({ visits: aLine(4) }),
			[group('p1', 'p2'), { actor: peer }],
			[group('p3', 'p4', 'one_after_other'), { actor: peer, newId: () => 'second' }]
		);
		const { visit } = given(couples)
			.when(group('p2', 'p3', 'one_after_other'), { actor: peer })
			.then([joined('p2', 'second', 'one_after_other'), joined('p1', 'second', 'one_after_other')]);
		for (const id of ['p1', 'p2', 'p3', 'p4'])
			expect(visit(id)).toMatchObject({ partyId: 'second', partyMode: 'one_after_other' });
	});

	it('another way is the whole party’s', () => {
		const three = play(
			aSite({ visits: aLine(3) }),
			[group('p1', 'p2'), { actor: peer }],
			[group('p3', 'p2'), { actor: peer }]
		);
		const { visit } = given(three)
			.when(group('p1', 'p2', 'one_after_other'), { actor: peer })
			.then([expect.anything(), expect.anything(), expect.anything()]);
		expect(visit('p3').partyMode).toBe('one_after_other');
	});

	it('part again: a party of one is none', () => {
		const two = play(aSite({ visits: aLine(2) }), [group('p1', 'p2'), { actor: peer }]);
		const { visit } = given(two)
			.when({ verb: 'ungroup', visitId: 'p1' }, { actor: peer })
			.then([
				{ type: 'PartyLeft', visitId: 'p1' },
				{ type: 'PartyLeft', visitId: 'p2' }
			]);
		expect(visit('p2').partyId).toBeNull();
	});

	it('of three, one parts and two stay', () => {
		const three = play(
			aSite({ visits: aLine(3) }),
			[group('p1', 'p2'), { actor: peer }],
			[group('p3', 'p2'), { actor: peer }]
		);
		const { visit } = given(three)
			.when({ verb: 'ungroup', visitId: 'p3' }, { actor: peer })
			.then([{ type: 'PartyLeft', visitId: 'p3' }]);
		expect(visit('p1').partyId).toBe(visit('p2').partyId);
	});

	it('a ninth does not fit, and nothing is changed', () => {
		let state = aSite({ visits: aLine(9) });
		for (const id of ['p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'])
			state = play(state, [group(id, 'p1'), { actor: peer }]);
		given(state).when(group('p9', 'p1'), { actor: peer }).then('party_too_large');
		given(state).when(group('p8', 'p1'), { actor: peer }).then([]);
	});

	it('is refused with oneself, with nobody, and with somebody who is gone', () => {
		const site = aSite({ visits: [...aLine(2), leftVisit({ id: 'gone' })] });
		given(site).when(group('p1', 'p1'), { actor: peer }).then('same_visit');
		given(site).when(group('p1', 'nobody'), { actor: peer }).then('not_found');
		given(site).when(group('nobody', 'p1'), { actor: peer }).then('not_found');
		given(site).when(group('p1', 'gone'), { actor: peer }).then('not_open');
		given(site).when(group('gone', 'p1'), { actor: peer }).then('not_open');
		given(site).when({ verb: 'ungroup', visitId: 'p1' }, { actor: peer }).then('not_in_party');
		const other = waitingVisit({ id: 'yesterday', blockId: 'block-before' });
		given(aSite({ visits: [...aLine(1), other] }))
			.when(group('p1', 'yesterday'), { actor: peer })
			.then('block_closed');
	});
});

describe('Where somebody waits', () => {
	const where = (room: string | null): CompanyCommand => ({ verb: 'where', visitId: 'visit', room });
	const site = aSite({ visits: [waitingVisit()] });

	it('is noted without saying where in the log, by the host’s own worker too', () => {
		for (const actor of [peer, nurse, aHostWorker()])
			given(site)
				.when(where('kitchen'), { actor })
				.then([{ type: 'WhereaboutsNoted', visitId: 'visit' }]);
		given(site)
			.when(where(null), { actor: peer })
			.then([{ type: 'WhereaboutsNoted', visitId: 'visit' }]);
	});

	it('is an area of the site: not a room where people are received, nor one that was deleted', () => {
		given(site).when(where('blue-room'), { actor: peer }).then({ refused: 'unknown_room' });
		given(site).when(where('cellar'), { actor: peer }).then({ refused: 'unknown_room' });
		given(aSite({ visits: [waitingVisit()], areas: new Set() }))
			.when(where('kitchen'), { actor: peer })
			.then('unknown_room');
	});

	it('takes no step back from anybody: the call before it can still be undone', () => {
		const state = play(site, [step('call'), { actor: nurse }], [where('yard'), { actor: aHostWorker() }]);
		const { entry } = given(state)
			.when(step('undo'), { actor: nurse, at: minute(0.2) })
			.then([expect.anything()]);
		expect(entry('visit/nursing').status).toBe('waiting');
	});
});

describe('« Ça va toujours ? »', () => {
	it('is noted when it was asked, and moves nobody', () => {
		const { visit } = given(aSite({ visits: [waitingVisit()] }))
			.when({ verb: 'check_in', visitId: 'visit' }, { actor: peer, at: minute(61) })
			.then([{ type: 'CheckedIn', visitId: 'visit' }]);
		expect(visit()).toMatchObject({ checkedAt: minute(61), presence: 'here', arrivedAt: minute(0) });
	});
});

describe('An interpreter', () => {
	const site = aSite({ visits: [waitingVisit()] });
	const confirmed: CompanyCommand = { verb: 'interpreter_confirmed', visitId: 'visit' };
	const withdrawn: CompanyCommand = { verb: 'interpreter_withdrawn', visitId: 'visit' };

	it('is asked for, confirmed, and asked for anew in another language: then not confirmed yet', () => {
		const { visit, state } = given(play(site, [interpreter(), { actor: peer }]))
			.when(confirmed, { actor: peer, at: minute(5) })
			.then([{ type: 'InterpreterConfirmed', visitId: 'visit' }]);
		expect(visit().interpreter).toMatchObject({ language: 'ht', confirmedAt: minute(5), noRelative: true });
		const again = play(state, [interpreter('visit', 'prs'), { actor: nurse, at: minute(6) }]);
		expect(again.visits.get('visit')?.interpreter).toMatchObject({ language: 'prs', confirmedAt: null });
	});

	it('is withdrawn; what nobody asked for is neither confirmed nor withdrawn', () => {
		const { visit } = given(play(site, [interpreter(), { actor: peer }]))
			.when(withdrawn, { actor: peer })
			.then([{ type: 'InterpreterWithdrawn', visitId: 'visit' }]);
		expect(visit().interpreter).toBeNull();
		given(site).when(withdrawn, { actor: peer }).then('no_interpreter');
		given(site).when(confirmed, { actor: peer }).then('no_interpreter');
	});
});

describe('None of it', () => {
	const all: CompanyCommand[] = [
		group('visit', 'other'),
		{ verb: 'ungroup', visitId: 'visit' },
		{ verb: 'where', visitId: 'visit', room: 'kitchen' },
		{ verb: 'check_in', visitId: 'visit' },
		interpreter(),
		{ verb: 'interpreter_confirmed', visitId: 'visit' },
		{ verb: 'interpreter_withdrawn', visitId: 'visit' }
	];

	it.each(all)('$verb is for trainees, evaluators, a closed block, or somebody who is gone', (command) => {
		const site = aSite({ visits: [waitingVisit(), waitingVisit({ id: 'other' })] });
		for (const actor of [aTrainee(), anEvaluator()]) given(site).when(command, { actor }).then('forbidden');
		if (command.verb !== 'where') given(site).when(command, { actor: aHostWorker() }).then('forbidden');
		given(aClosedSite({ visits: [waitingVisit()] }))
			.when(command, { actor: peer })
			.then('block_closed');
		const gone = play(site, [visitStep('leave'), { actor: peer }]);
		given(gone).when(command, { actor: peer }).then('not_open');
	});
});
