import { expect, test } from 'vitest';
import { asWritten } from './recovery-codes.ts';

test.each([
	'CW7F-G00D-X1MV-YAAM',
	'cw7f-g00d-x1mv-yaam',
	'CW7FG00DX1MVYAAM',
	' cw7f g00d x1mv yaam ',
	'cw7f–gOOd–xlmv–yaam',
	'CW7F.GooD.XIMV.YAAM'
])('« %s » is one and the same code', (typed) => {
	expect(asWritten(typed)).toBe('CW7F-G00D-X1MV-YAAM');
});
