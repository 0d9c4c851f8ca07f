import { describe, expect, it, test } from 'vitest';
import { keyRing, newRingLine, parseRing } from '#lib/server/keys/key-ring.ts';

const masters = (text: string) => parseRing(text) ?? new Map<number, Buffer>();
const FIRST = newRingLine(1);
const SECOND = newRingLine(2);
const old = keyRing(masters(FIRST));
const both = keyRing(masters(`${FIRST},${SECOND}`));

describe('Sealing', () => {
	const sealed = old.seal('totp', Buffer.from('secret'), 'nadia');

	it('opens to the same for the same row and purpose only', () => {
		expect(old.open('totp', sealed, 'nadia').toString()).toBe('secret');
		expect(() => old.open('totp', sealed, 'nils')).toThrow();
		expect(() => old.open('pin', sealed, 'nadia')).toThrow();
	});

	it('never gives the same bytes twice, and refuses every changed one', () => {
		expect(old.seal('totp', Buffer.from('secret'), 'nadia')).not.toEqual(sealed);
		for (let i = 0; i < sealed.length; i += 1) {
			const changed = Buffer.from(sealed);
			changed[i] = (changed[i] ?? 0) ^ 1;
			expect(() => old.open('totp', changed, 'nadia')).toThrow();
		}
	});

	it('goes on opening what an older key of the ring sealed, and writes with the newest', () => {
		expect(both.open('totp', sealed, 'nadia').toString()).toBe('secret');
		expect(both.active).toBe(2);
		expect(() => old.open('totp', both.seal('totp', Buffer.from('x'), 'nadia'), 'nadia')).toThrow();
	});
});

it('A keyed hash differs by purpose, by version, and by ring', () => {
	const made = [
		both.mac('pin', '482915'),
		both.mac('pin', '482915', 1),
		both.mac('one_time_code', '482915'),
		keyRing(masters(newRingLine(2))).mac('pin', '482915')
	];
	expect(new Set(made).size).toBe(4);
	expect(both.mac('pin', '482915', 1)).toBe(old.mac('pin', '482915'));
});

describe('Reading a ring', () => {
	it('takes commas, spaces, lines and remarks', () => {
		expect([...masters(`# kept in the safe\n${SECOND}  ${FIRST}\n`).keys()]).toEqual([2, 1]);
	});
	test.each(['', '# nothing', '1:short', `0:${FIRST.slice(2)}`, `${FIRST},${FIRST}`, `${FIRST};${SECOND}`])(
		'refuses « %s »',
		(text) => {
			expect(parseRing(text)).toBeNull();
		}
	);
});
