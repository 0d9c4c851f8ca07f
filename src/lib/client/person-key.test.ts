import { describe, expect, it } from 'vitest';
import { personBodies } from '#lib/contract/commands.ts';
import { newCardCode, newPersonKey, spacedCode } from './person-key.ts';

const counting = (from: number) => (bytes: Uint8Array) => bytes.map((_, index) => from + index);

describe('newCardCode', () => {
	it('has ten signs that the door takes, whatever the bytes', () => {
		for (let from = 0; from < 256; from += 10) {
			const card = newCardCode(counting(from));
			expect(personBodies.details.shape.card.safeParse(card).success, card).toBe(true);
		}
	});

	it('says each byte by one sign of thirty-two', () => {
		expect(newCardCode(counting(0))).toBe('0123456789');
		expect(newCardCode(counting(22))).toBe('PQRSTVWXYZ');
	});

	it('is another one each time', () => expect(newCardCode()).not.toBe(newCardCode()));
});

describe('newPersonKey', () => {
	it('is a version 4: it tells no time', () => {
		expect(newPersonKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});
});

it('shows a code in two halves', () => expect(spacedCode('ABCDEFGHJK')).toBe('ABCDE FGHJK'));
