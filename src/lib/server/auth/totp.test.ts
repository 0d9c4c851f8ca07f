import { describe, expect, it, test } from 'vitest';
import { matchingStep } from './totp.ts';

/** RFC 6238, appendix B, for SHA-1; its eight digits end in our six. */
const SECRET = Buffer.from('12345678901234567890', 'ascii');
const VECTORS: [number, string][] = [
	[59, '287082'],
	[1_111_111_109, '081804'],
	[1_111_111_111, '050471'],
	[1_234_567_890, '005924'],
	[2_000_000_000, '279037'],
	[20_000_000_000, '353130']
];

describe('A code', () => {
	test.each(VECTORS)('at %d s is %s', (seconds, code) => {
		expect(matchingStep(SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
	});

	it('is right from one step before to one after, and then is told by its own step', () => {
		const [, code] = VECTORS[3] as [number, string];
		const from = Math.floor(1_234_567_890 / 30) * 30_000;
		const at = (seconds: number) => matchingStep(SECRET, code, from + seconds * 1000);
		const own = from / 30_000;
		expect([-31, -30, 0, 29.999, 30, 59.999, 60].map(at)).toEqual([null, own, own, own, own, own, null]);
	});

	test.each(['', '28708', '2870820', '28708a', ' 87082', '２８７０８２'])('« %s » is none', (code) => {
		expect(matchingStep(SECRET, code, 59_000)).toBeNull();
	});
});
