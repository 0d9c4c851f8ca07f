/** Two purposes with one number kept each other out: a node that started made the night's forgetting give up. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ADVISORY_LOCKS } from '#lib/server/store/advisory-locks.ts';
import { filesBelow, isTest } from './source-files.ts';

it('no two purposes share a number', () => {
	const numbers = Object.values(ADVISORY_LOCKS);
	expect(new Set(numbers).size).toBe(numbers.length);
});

it('every lock is taken by its name', () => {
	const calls = filesBelow('src')
		.filter((path) => path.endsWith('.ts') && !isTest(path))
		.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/pg_\w*advisory\w*\(([^)]*)\)/g)])
		.map(([, argument]) => argument);
	expect(calls.length).toBeGreaterThanOrEqual(9);
	expect(calls.filter((argument) => !/^\$\{ADVISORY_LOCKS\.\w+\}$/.test(argument ?? ''))).toEqual([]);
});
