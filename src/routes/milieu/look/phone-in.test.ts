import { describe, expect, it, test } from 'vitest';
import { phoneIn } from './phone-in.ts';

describe('The number in what was written about whoever is on call', () => {
	test.each([
		['Direction du Perron bleu, 418 555-0101', '+14185550101'],
		['(418) 555-0101, le soir', '+14185550101'],
		['1-418-555-0101 poste 12', '+14185550101'],
		['+1 418.555.0101', '+14185550101'],
		['4185550101', '+14185550101']
	])('« %s » is called with one touch', (text, phone) => {
		expect(phoneIn(text)).toBe(phone);
	});

	it('a name alone, an hour or a number of another length is text', () => {
		for (const text of ['', 'La directrice', 'dès 18 h 30, poste 4410', '123456789012345'])
			expect(phoneIn(text)).toBeNull();
	});
});
