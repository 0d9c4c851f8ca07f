import { describe, expect, it } from 'vitest';
import { othersOf } from './file-asks.ts';

type Line = Parameters<typeof othersOf>[0][number];
const line = (visitId: string, changes: Partial<Line> = {}): Line => ({
	...{ visitId, word: `Mot ${visitId}`, arrivedAt: '2026-01-05T18:00:00.000Z' },
	...{ status: 'waiting', presence: 'here', alias: null },
	...changes
});
const ids = (entries: Line[]) => othersOf(entries, 'own').map(({ visitId }) => visitId);

describe('othersOf', () => {
	it('offers each other visit once, and not the one itself', () => {
		expect(ids([line('own'), line('a'), line('a', { status: 'called' }), line('b')])).toEqual(['a', 'b']);
	});

	it('offers nobody who is met or gone, and those who have gone out for a while', () => {
		const over = [line('met', { status: 'done' }), line('gone', { presence: 'left' })];
		expect(ids([...over, line('out', { presence: 'stepped_out' })])).toEqual(['out']);
	});

	it('says the name that the board says: the tablet’s, or the one beside the service given', () => {
		const care = { alias: 'Élo' } as NonNullable<Line['care']>;
		const [tablet, console, closed] = othersOf(
			[line('a', { alias: 'Lou' }), line('b', { alias: undefined, care }), line('c', { care: null })],
			'own'
		);
		expect([tablet?.alias, console?.alias, closed?.alias]).toEqual(['Lou', 'Élo', null]);
	});
});
