import { describe, expect, it } from 'vitest';
import type { Row } from './rows.ts';
import { matches } from './search.ts';

const named = (word: string, alias: string | null = null) =>
	({ entry: { word, alias }, others: [] }) as unknown as Row;

describe('matches', () => {
	it.each([
		['geai 9', 'Geai 9'],
		['ECU', 'Écureuil 3'],
		['écu', 'Écureuil 3'],
		['  huard   4 ', 'Huard 4']
	])('%j finds %j', (sought, word) => expect(matches(named(word), sought)).toBe(true));

	it('finds by what the person likes to be called', () => {
		expect(matches(named('Huard 4', 'Élo'), 'elo')).toBe(true);
	});

	it.each(['', '  ', 'uard', '4'])('%j finds nobody', (sought) => {
		expect(matches(named('Huard 4'), sought)).toBe(false);
	});
});
