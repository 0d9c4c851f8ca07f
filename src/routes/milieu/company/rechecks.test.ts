import { describe, expect, it } from 'vitest';
import { rechecksDue } from './rechecks.ts';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 7, 13, minute)).toISOString();
const NOW = Date.parse(at(30));
const waits = (word: string, recheckDueAt: string | null) => ({ visitId: word, word, recheckDueAt });
const words = (entries: readonly { word: string }[]) => entries.map(({ word }) => word);

describe('Whom to ask « Ça va toujours ? »', () => {
	it('nobody, as long as it is due for nobody', () => {
		expect(rechecksDue([waits('Huard 1', at(31)), waits('Loutre 2', null)], NOW)).toEqual({
			first: [],
			more: []
		});
	});

	it('first whoever was asked the longest ago, not whoever passes first', () => {
		const due = [waits('Huard 1', at(20)), waits('Loutre 2', at(30)), waits('Renard 3', at(10))];
		expect(words(rechecksDue(due, NOW).first)).toEqual(['Renard 3', 'Huard 1', 'Loutre 2']);
	});

	it('three at once, also when it is due for forty', () => {
		const forty = Array.from({ length: 40 }, (_, n) => waits(`Huard ${n}`, at(n % 30)));
		const { first, more } = rechecksDue(forty, NOW);
		expect([first.length, more.length]).toEqual([3, 37]);
	});

	it('once, somebody who waits for two services', () => {
		const twice = [waits('Huard 1', at(20)), waits('Huard 1', at(20))];
		expect(rechecksDue(twice, NOW)).toMatchObject({ first: [twice[0]], more: [] });
	});
});
