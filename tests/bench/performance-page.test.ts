import { expect, it } from 'vitest';
import { between } from './performance-page.ts';

it('new figures take the place of the former, and nothing else moves', () => {
	const page = 'before\n<!-- begin: web -->\nold\n<!-- end: web -->\nafter';
	const renewed = 'before\n<!-- begin: web -->\n\nnew\n\n<!-- end: web -->\nafter';
	expect(between(page, 'web', 'new')).toBe(renewed);
	expect(between(renewed, 'web', 'new')).toBe(renewed);
	expect(() => between('no marks', 'web', 'new')).toThrow('no marks for web');
});
