import { expect, test } from 'vitest';
import { estimatePeople } from '#lib/domain/person/distinct-people.ts';

test.each([
	['everybody is known and came once', { visits: 4, linked: 4, people: 4 }, { about: 4, linkedPercent: 100 }],
	[
		'one came twice, three are not known',
		{ visits: 8, linked: 5, people: 4 },
		{ about: 6, linkedPercent: 63 }
	],
	['nobody is known', { visits: 3, linked: 0, people: 0 }, { about: null, linkedPercent: 0 }],
	['nobody came', { visits: 0, linked: 0, people: 0 }, { about: null, linkedPercent: 0 }]
])('Different people, when %s', (_, counted, estimate) => {
	expect(estimatePeople(counted)).toEqual(estimate);
});
