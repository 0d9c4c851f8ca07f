/** When the tests on real servers begin, late in the evening. */
import { expect, it } from 'vitest';
import { waitS } from '../support/away-from-midnight.ts';

const at = (time: string) => waitS(Date.parse(`2026-11-27T${time}-05:00`), 300);

it('waits shortly before midnight and before the night’s work until both are over, and at no other time', () => {
	expect([at('12:00:00'), at('23:54:59'), at('00:00:00'), at('03:24:59'), at('03:30:00')]).toEqual([
		0, 0, 0, 0, 0
	]);
	expect([at('23:55:00'), at('23:59:50'), at('03:29:50')]).toEqual([330, 40, 40]);
	// In summer too.
	expect(waitS(Date.parse('2026-07-01T03:59:50Z'), 300)).toBe(40);
});
