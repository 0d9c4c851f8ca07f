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

describe('A ring in use', () => {
	const third = newRingLine(3);
	const all = keyRing(masters(`${FIRST},${SECOND},${third}`));
	const proofs = (...versions: number[]) => new Map(versions.map((version) => [version, all.proof(version)]));

	it('writes with the newest key that the database was told of, though a newer one waits in it', () => {
		const ring = keyRing(masters(`${FIRST},${SECOND},${third}`));
		ring.learn(proofs(1, 2));
		expect([ring.active, ring.versions]).toEqual([2, [1, 2, 3]]);
		expect(ring.index('alias_index', 'ama')).toBe(`2:${all.mac('alias_index', 'ama', 2)}`);
		ring.learn(proofs(1));
		expect(ring.active).toBe(2);
		ring.open('alias', all.seal('alias', Buffer.from('Ama'), 'x'), 'x');
		expect(ring.active).toBe(3);
	});

	it('reads its file again for a key that it does not know, and never puts one of its own aside', () => {
		const ring = keyRing(masters(FIRST), () => masters(`${newRingLine(1)},${SECOND}`));
		ring.learn(proofs(1));
		const sealed = both.seal('alias', Buffer.from('Ama'), 'x');
		expect(ring.open('alias', sealed, 'x').toString()).toBe('Ama');
		expect([ring.active, ring.mac('pin', '482915', 1)]).toEqual([2, old.mac('pin', '482915')]);
		expect(ring.indexes('alias_index', 'ama')).toEqual(both.indexes('alias_index', 'ama'));
	});

	it('refuses a database of which it lacks a key, or whose key is another one', () => {
		const ring = keyRing(masters(`${FIRST},${newRingLine(2)}`));
		expect(() => ring.learn(proofs(1, 3))).toThrow('Il manque la clé 3 au trousseau de cette base.');
		expect(() => ring.learn(proofs(1, 2))).toThrow('La clé 2 du trousseau n’est pas celle');
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
