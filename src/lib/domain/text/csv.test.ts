import { parse } from 'csv-parse/sync';
import { expect, it, test } from 'vitest';
import { csvOf } from '#lib/domain/text/csv.ts';

it('What is written is read again: quotes, commas, lines, accents', () => {
	const rows = [
		['a', 'b'],
		['dit « oui », puis "non"', 'une ligne\net une autre\r\n; fin'],
		['', 'été — ’']
	];
	expect(parse(csvOf(rows), { bom: true })).toEqual(rows);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n=cmd'])(
	'« %s » is no formula any more',
	(cell) => {
		expect(parse(csvOf([[cell, 'x']]), { bom: true })).toEqual([[`'${cell}`, 'x']]);
	}
);

it('A day and a number stay as they are', () => {
	expect(csvOf([['2026-11-22', '12']])).toBe('\uFEFF"2026-11-22","12"\r\n');
});
