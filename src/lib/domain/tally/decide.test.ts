/** A coffee, a chat, a kit: one touch, counted, and nobody gets a place for it. */
import { expect, it } from 'vitest';
import { aHostWorker, aPeerHelper, aTrainee } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { TOMORROW, minute } from '../../../../tests/factories/time.ts';

const peer = aPeerHelper();
const tally = { verb: 'tally', kind: 'chat' } as const;
const untally = { verb: 'untally', kind: 'chat' } as const;

it('counts one more, and nobody is on the list for it', () => {
	const { state, told } = given(aSite())
		.when(tally, { actor: peer })
		.then([{ type: 'Counted', blockId: 'block-today', kind: 'chat', by: 1 }]);
	expect(state.tallies.get('chat')).toBe(1);
	expect(state.visits.size).toBe(0);
	expect(told).toEqual({ about: 'tally', kind: 'chat' });
});

it('is taken back once for each time that it was counted', () => {
	const once = play(aSite(), [tally, { actor: peer }]);
	const { state } = given(once)
		.when(untally, { actor: aHostWorker() })
		.then([{ type: 'Counted', blockId: 'block-today', kind: 'chat', by: -1 }]);
	given(state).when(untally, { actor: peer }).then('nothing_to_take_back');
});

it('is for the team and the host, in an open block, for a kind that exists', () => {
	given(aSite()).when(tally, { actor: aHostWorker() }).then([expect.anything()]);
	given(aSite()).when(tally, { actor: aTrainee() }).then('forbidden');
	given(aClosedSite()).when(tally, { actor: peer }).then('no_open_block');
	given(aSite())
		.when({ verb: 'tally', kind: 'unheard-of' }, { actor: peer })
		.then({ refused: 'unknown_tally_kind', field: 'kind' });
});

it('begins at nothing in the next block', () => {
	const next = play(
		aSite(),
		[tally, { actor: peer }],
		[
			{
				...{ verb: 'open_block', blockId: 'next', localDay: TOMORROW, startsAt: minute(1_440) },
				...{ endsAt: minute(1_600), services: [], defaultService: null }
			},
			{ actor: peer, at: minute(1_440) }
		]
	);
	expect(next.tallies.get('chat')).toBe(0);
});
