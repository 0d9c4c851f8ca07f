import { describe, expect, it } from 'vitest';
import type { Board } from '#lib/contract/views.ts';
import { differenceOf, displayDifference } from './agreement.ts';

const entry = {
	word: 'Otter 2',
	status: 'called',
	callBy: 'word',
	room: { id: 'blue', name: 'Blue' },
	undo: null
};
const board = (change: object = {}, seq = 7) =>
	({
		siteId: 'corner',
		epoch: 1,
		seq,
		audience: 'coordinator',
		view: { entries: [{ ...entry, ...change }] }
	}) as unknown as Board<'coordinator'>;
const display = (calls: object[], recent: object[] = []) =>
	({ ...board(), audience: 'display', view: { calls, recent } }) as unknown as Board;

describe('A screen', () => {
	it('agrees when it shows the very same at the same place in history', () => {
		expect(differenceOf(board(), board(), 'compared')).toBeNull();
	});

	it('disagrees when it has nothing, is behind, or shows another value, which is not told', () => {
		expect(differenceOf(null, board(), 'compared')).toBe('n’a rien reçu');
		expect(differenceOf(board({}, 6), board(), 'ignored')).toContain('1.6');
		const difference = differenceOf(board({ word: 'Fox 3' }), board(), 'ignored');
		expect(difference).toBe('diffère à view.entries.0.word');
	});

	it('may hold what only the clock has changed, when that is asked', () => {
		const older = board({ undo: { by: 'nadia', until: 'then' } });
		expect(differenceOf(older, board(), 'ignored')).toBeNull();
		expect(differenceOf(older, board(), 'compared')).toBe('diffère à view.entries.0.undo');
	});
});

describe('A display', () => {
	const call = { word: 'Otter 2', room: 'Blue' };

	it('shows the calls by word and by name, in their rooms', () => {
		expect(displayDifference(display([call]), board())).toBeNull();
		expect(displayDifference(display([call]), board({ callBy: 'alias_aloud' }))).toBeNull();
		expect(displayDifference(display([]), board())).not.toBeNull();
		expect(displayDifference(display([{ ...call, room: 'Green' }]), board())).toBe('diffère à calls.0.room');
	});

	it('shows no call that is over, discreet or by text, not even among the recent ones', () => {
		expect(displayDifference(display([call]), board({ status: 'in_service' }))).not.toBeNull();
		for (const callBy of ['discreet', 'text']) {
			expect(displayDifference(display([call]), board({ callBy }))).not.toBeNull();
			expect(displayDifference(display([], [call]), board({ callBy }))).toBe('montre un appel discret');
		}
	});
});
