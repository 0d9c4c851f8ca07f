import { expect, it } from 'vitest';
import { namedView } from './named-view.ts';

const NAMES = {
	services: { care: 'Nursing care' },
	reasons: { wound: { name: 'Wound, skin', short: 'Wound' } },
	signs: { breath: 'Breathes badly' },
	tallies: { coffee: 'Coffee' },
	nouns: {}
};
const view = {
	services: [
		{ id: 'care', name: 'Soins infirmiers' },
		{ id: 'new', name: 'Nouveau service' }
	],
	reasons: [{ id: 'wound', name: 'Plaie, peau', short: 'Plaie', route: ['care'] }],
	entries: [
		{ id: '1', care: { reasons: [{ id: 'wound', name: 'Plaie, peau' }] } },
		{ id: '2', care: null },
		{ id: '3' }
	]
};

it('An English screen calls services and reasons in English, and in French what has no English name', () => {
	expect(namedView(view, NAMES)).toEqual({
		services: [
			{ id: 'care', name: 'Nursing care' },
			{ id: 'new', name: 'Nouveau service' }
		],
		reasons: [{ id: 'wound', name: 'Wound, skin', short: 'Wound', route: ['care'] }],
		entries: [
			{ id: '1', care: { reasons: [{ id: 'wound', name: 'Wound, skin' }] } },
			{ id: '2', care: null },
			{ id: '3' }
		]
	});
});

it('What was seen and what is counted are in English too; the host is told no sign', () => {
	const seen = { signs: [{ id: 'breath', name: 'Respire mal' }] };
	const counted = { tallies: [{ id: 'coffee', name: 'Café', count: 4 }], entries: [] };
	expect(namedView({ ...counted, ...seen, looks: [seen, { id: 'look' }] }, NAMES)).toEqual({
		signs: [{ id: 'breath', name: 'Breathes badly' }],
		tallies: [{ id: 'coffee', name: 'Coffee', count: 4 }],
		looks: [{ signs: [{ id: 'breath', name: 'Breathes badly' }] }, { id: 'look' }],
		entries: []
	});
});

it('A French screen shows the view as it came', () => {
	expect(namedView(view, null)).toBe(view);
});
