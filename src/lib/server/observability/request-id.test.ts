import { expect, it } from 'vitest';
import { isRequestId, requestIdFrom } from './request-id.ts';

it('a number has two groups of four signs, none of which is mistaken for another', () => {
	expect(requestIdFrom(new Uint8Array([0, 10, 18, 31, 32, 255, 1, 9]))).toBe('0AJZ-0Z19');
	for (let byte = 0; byte < 256; byte++) {
		const id = requestIdFrom(new Uint8Array(8).fill(byte));
		expect(isRequestId(id)).toBe(true);
		expect(id).not.toMatch(/[ILOU]/);
	}
});

it('what somebody else sends as a number is not one', () => {
	for (const other of [
		null,
		'',
		'0AJZ-0Z1',
		'0AJZ-0Z190',
		'0ajz-0z19',
		'IIII-IIII',
		'0AJZ-0Z19\n',
		'<b>-0000'
	])
		expect(isRequestId(other)).toBe(false);
});
