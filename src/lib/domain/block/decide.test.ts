import { describe, expect, it, test } from 'vitest';
import { register } from '../../../../tests/factories/commands.ts';
import {
	aCoordinator,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator
} from '../../../../tests/factories/people.ts';
import { called, given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { TODAY, TOMORROW, minute } from '../../../../tests/factories/time.ts';
import { waitingVisit } from '../../../../tests/factories/visits.ts';
import type { BlockCommand } from '#lib/domain/queue/commands.ts';

const peer = aPeerHelper();
const open = (localDay: string): BlockCommand => ({
	verb: 'open_block',
	blockId: 'block-new',
	localDay,
	startsAt: minute(0),
	endsAt: minute(240),
	services: ['nursing'],
	defaultService: 'nursing'
});
const opened = (localDay: string) => ({
	type: 'BlockOpened',
	blockId: 'block-new',
	localDay,
	startsAt: minute(0),
	endsAt: minute(240),
	services: ['nursing'],
	defaultService: 'nursing'
});

describe('Opening the doors', () => {
	it('opens a block when none is open', () => {
		const { state, told } = given(aClosedSite())
			.when(open(TODAY), { actor: peer })
			.then([opened(TODAY)]);
		expect(state.block).toEqual({
			id: 'block-new',
			localDay: TODAY,
			startsAt: minute(0),
			endsAt: minute(240),
			services: new Set(['nursing']),
			defaultService: 'nursing'
		});
		expect(told).toEqual({ about: 'block', blockId: 'block-new' });
	});

	it('refuses a second block on the same day, and one for a day gone by', () => {
		given(aSite()).when(open(TODAY), { actor: peer }).then('block_already_open');
		given(aSite()).when(open('2026-11-17'), { actor: peer }).then('block_already_open');
	});

	it('closes the block that was forgotten the day before', () => {
		given(aSite())
			.when(open(TOMORROW), { actor: peer })
			.then([{ type: 'BlockClosed', blockId: 'block-today' }, opened(TOMORROW)]);
	});

	it('leaves yesterday’s people to yesterday’s debrief: not called, and not lost', () => {
		const next = play(aSite({ visits: [waitingVisit()] }), [open(TOMORROW), { actor: peer }]);
		const nurse = aNurse();
		expect(
			called(next, { verb: 'call_next', services: null, room: null, alsoCall: false }, { actor: nurse })
		).toEqual([]);
		expect(next.visits.get('visit')?.entries[0]?.status).toBe('waiting');
	});

	it('forgets who used which room the day before', () => {
		const next = play(aSite({ usualRooms: new Map([['nadia', 'blue-room']]) }), [
			open(TOMORROW),
			{ actor: peer }
		]);
		expect(next.usualRooms.size).toBe(0);
	});
});

describe('Closing the doors', () => {
	it('is possible with people waiting, and nobody is registered afterwards', () => {
		const { state, told } = given(aSite({ visits: [waitingVisit()] }))
			.when({ verb: 'close_block' }, { actor: peer })
			.then([{ type: 'BlockClosed', blockId: 'block-today' }]);
		expect(state.block).toBeNull();
		expect(told).toEqual({ about: 'block', blockId: 'block-today' });
		given(state).when(register(), { actor: peer }).then('no_open_block');
	});

	it('is refused when they are closed', () => {
		given(aClosedSite()).when({ verb: 'close_block' }, { actor: peer }).then('no_open_block');
	});
});

test.each([aNurse(), aCoordinator()])('The role $role opens and closes too', (actor) => {
	given(aClosedSite())
		.when(open(TODAY), { actor })
		.then([opened(TODAY)]);
	given(aSite())
		.when({ verb: 'close_block' }, { actor })
		.then([{ type: 'BlockClosed', blockId: 'block-today' }]);
});

test.each([aHostWorker(), aTrainee(), anEvaluator(), anAdministrator()])(
	'The role $role neither opens nor closes',
	(actor) => {
		given(aClosedSite()).when(open(TODAY), { actor }).then('forbidden');
		given(aSite()).when({ verb: 'close_block' }, { actor }).then('forbidden');
	}
);
