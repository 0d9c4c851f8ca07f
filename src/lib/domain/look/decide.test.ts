/** « Coup d’œil »: anybody of the team asks, a clinician goes; nobody needs to be sure of anything to ask. */
import { describe, expect, it } from 'vitest';
import {
	aCoordinator,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator
} from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute } from '../../../../tests/factories/time.ts';
import { waitingVisit } from '../../../../tests/factories/visits.ts';
import type { AskLook, LookCommand } from '#lib/domain/queue/commands.ts';
import { VERBS, may } from '#lib/domain/policy/policy.ts';

const peer = aPeerHelper();
const nurse = aNurse();
const ask = (traits: Partial<AskLook> = {}): AskLook => ({
	verb: 'quick_look',
	lookId: 'look',
	visitId: null,
	signs: [],
	room: null,
	told: [],
	...traits
});
const acknowledge: LookCommand = { verb: 'acknowledge_look', lookId: 'look' };
const close: LookCommand = { verb: 'close_look', lookId: 'look' };
const tell = (accountId: string): LookCommand => ({ verb: 'tell_look', lookId: 'look', accountId });
const asked = play(aSite(), [ask(), { actor: peer }]);
const acknowledged = play(asked, [acknowledge, { actor: nurse, at: minute(1) }]);

describe('Asking for a look', () => {
	it('works with nothing chosen: not being sure is a reason to ask', () => {
		const { told, state } = given(aSite())
			.when(ask(), { actor: peer, at: minute(3) })
			.then([
				{
					...{ type: 'QuickLookAsked', lookId: 'look', blockId: 'block-today' },
					...{ aboutVisitId: null, signs: [], told: [] }
				}
			]);
		expect(told).toEqual({ about: 'look', lookId: 'look' });
		expect(state.looks.get('look')).toMatchObject({
			askedBy: 'paula',
			askedAt: minute(3),
			acknowledged: null
		});
	});

	it('keeps signs and who was told, and no place in the log', () => {
		const signs = ['breathing', 'confused', 'breathing'];
		given(aSite({ visits: [waitingVisit()] }))
			.when(ask({ visitId: 'visit', signs, told: ['nadia'], room: 'great-hall' }), { actor: peer })
			.then([
				{
					...{ type: 'QuickLookAsked', lookId: 'look', blockId: 'block-today', aboutVisitId: 'visit' },
					...{ signs: ['breathing', 'confused'], told: ['nadia'] }
				}
			]);
	});

	it('is for everybody of the team and of the host, and for nobody else', () => {
		for (const actor of [aHostWorker(), nurse, aCoordinator()])
			given(aSite()).when(ask(), { actor }).then([expect.anything()]);
		for (const actor of [aTrainee(), anAdministrator()])
			given(aSite()).when(ask(), { actor }).then('forbidden');
	});

	it.each([
		['a sign that nobody wrote', { signs: ['unheard-of'] }, 'unknown_sign'],
		['a room of another site', { room: 'elsewhere' }, 'unknown_room'],
		['an account of another site', { told: ['somebody'] }, 'unknown_account'],
		['a visit of another site', { visitId: 'elsewhere' }, 'not_found'],
		['a visit of an earlier block', { visitId: 'earlier' }, 'block_closed']
	] as const)('says no to %s', (_, traits, refusal) => {
		const visits = [waitingVisit({ id: 'earlier', blockId: 'yesterday' })];
		given(aSite({ visits })).when(ask(traits), { actor: peer }).then(refusal);
	});

	it('needs an open block, and an id of its own', () => {
		given(aClosedSite()).when(ask(), { actor: peer }).then('no_open_block');
		given(asked).when(ask(), { actor: peer }).then('look_exists');
		given(aSite({ looksElsewhere: new Set(['look']) }))
			.when(ask(), { actor: peer })
			.then('look_exists');
	});
});

describe('« J’y vais »', () => {
	it('is said by a clinician or the coordinator, once', () => {
		given(asked)
			.when(acknowledge, { actor: nurse })
			.then([{ type: 'QuickLookAcknowledged', lookId: 'look' }]);
		given(asked).when(acknowledge, { actor: aCoordinator() }).then([expect.anything()]);
		given(acknowledged)
			.when(acknowledge, { actor: nurse })
			.then({ refused: 'already_acknowledged', by: { id: 'nadia', name: 'Nadia' } });
	});

	it('is never said by a peer helper or the host, who set no level either', () => {
		for (const actor of [peer, aHostWorker()]) {
			given(asked).when(acknowledge, { actor }).then('forbidden');
			expect(VERBS.filter((verb) => verb === 'level' && may(actor, verb))).toEqual([]);
		}
	});
});

describe('Telling more people', () => {
	it('keeps the first time of each', () => {
		given(asked)
			.when(tell('denis'), { actor: peer })
			.then([{ type: 'QuickLookTold', lookId: 'look', accountId: 'denis' }]);
		const told = play(asked, [tell('denis'), { actor: peer, at: minute(1) }]);
		const { state } = given(told)
			.when(tell('denis'), { actor: peer, at: minute(9) })
			.then([]);
		expect(state.looks.get('look')?.told).toEqual([{ accountId: 'denis', at: minute(1) }]);
		given(asked)
			.when(tell('somebody'), { actor: peer })
			.then({ refused: 'unknown_account', field: 'accountId' });
	});
});

describe('The end of a look', () => {
	it('is said by a clinician or the coordinator at any time', () => {
		for (const actor of [nurse, aCoordinator()])
			for (const state of [asked, acknowledged])
				given(state)
					.when(close, { actor })
					.then([{ type: 'QuickLookClosed', lookId: 'look' }]);
	});

	it('whoever asked may take it back, until somebody goes', () => {
		given(asked).when(close, { actor: peer }).then([expect.anything()]);
		given(acknowledged).when(close, { actor: peer }).then('forbidden');
		given(asked)
			.when(close, { actor: aPeerHelper({ id: 'pablo' }) })
			.then('forbidden');
	});

	it('is the end: nothing more can be said of it', () => {
		const over = play(acknowledged, [close, { actor: nurse }]);
		for (const command of [acknowledge, close, tell('denis')])
			given(over).when(command, { actor: nurse }).then('look_closed');
	});
});

it('a look that nobody asked for does not exist', () => {
	for (const command of [acknowledge, close, tell('denis')])
		given(aSite()).when(command, { actor: nurse }).then('not_found');
});
