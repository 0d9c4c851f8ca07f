import { expect, test } from 'vitest';
import { ago } from './ago.ts';

const NOW = Date.parse('2026-11-18T15:00:00Z');

test.each([
	['2026-11-18T14:59:30Z', 'à l’instant'],
	['2026-11-18T15:00:10Z', 'à l’instant'],
	['2026-11-18T14:58:59Z', 'il y a 1 min'],
	['2026-11-18T14:00:01Z', 'il y a 59 min'],
	['2026-11-18T14:00:00Z', 'il y a 1 h'],
	['2026-11-18T11:55:00Z', 'il y a 3 h 05'],
	['2026-11-18T03:00:00Z', 'il y a 12 h']
])('what was at %s is said to be « %s »', (from, said) => {
	expect(ago(from, NOW).replaceAll('\u00A0', ' ')).toBe(said);
});
