import { describe, expect, test } from 'vitest';
import { pinProblem } from '#lib/domain/access/pin.ts';

describe('A new PIN', () => {
	test.each(['482915', '100200', '120034'])('%s is taken', (pin) => {
		expect(pinProblem(pin)).toBeNull();
	});
	test.each(['', '12345', '1234567', '12345a', '١٢٣٤٥٦', ' 48291'])('« %s » is not six digits', (pin) => {
		expect(pinProblem(pin)).toBe('not_six_digits');
	});
	test.each(['000000', '123456', '654321', '567890', '012345', '121212', '123123', '909090'])(
		'%s is too simple',
		(pin) => {
			expect(pinProblem(pin)).toBe('too_simple');
		}
	);
});
