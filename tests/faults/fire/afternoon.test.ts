import { expect, it } from 'vitest';
import { nextAsked } from './afternoon.ts';
import { Chance } from './chance.ts';

const NURSE = { id: 'inf1', gives: 'infirmier', maySetLevel: true };
const MET = { visit: 'v1', service: 'infirmier' };
const SEEDS = Array.from({ length: 500 }, (_, seed) => seed);

const asked = (places: (typeof MET)[]) =>
	SEEDS.map((seed) => nextAsked(NURSE, { places, own: [MET] }, new Chance(seed), () => 'new').verb);

it('a nurse who met somebody of whom nobody else was told goes on with that person', () => {
	expect(new Set(asked([]))).toEqual(
		new Set(['call_next', 'start', 'complete', 'absent', 'release', 'undo'])
	);
});

it('a nurse who was told of places also sets levels, and calls by name', () => {
	expect(asked([MET])).toEqual(expect.arrayContaining(['level', 'call']));
});
