/**
 * Habits that may only shrink. A number here is what the code has today: more is refused, and less too, until
 * the number is lowered with it.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesBelow, nodesBelow, programs } from './source-files.ts';

const files = filesBelow('src').filter((path) => /\.(ts|js|svelte)$/.test(path));

const placesOfText = (pattern: RegExp): string[] =>
	files.flatMap((path) => {
		const lines = readFileSync(path, 'utf8').split('\n');
		return lines.flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : []));
	});

const placesOfAny = (): string[] =>
	files.flatMap((path) =>
		programs(path)
			.flatMap((program) => [...nodesBelow(program)])
			.filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
			.map((node) => `${path}: ${node.parent.getText()}`)
	);

it.each([
	{ habit: 'a type given up with any', places: placesOfAny, today: 0 },
	{ habit: 'a lint rule turned off', places: () => placesOfText(/eslint-disable/), today: 0 },
	{ habit: 'a warning of Svelte ignored', places: () => placesOfText(/svelte-ignore/), today: 0 },
	{
		habit: 'the type checker silenced',
		places: () => placesOfText(/@ts-(ignore|expect-error|nocheck)/),
		today: 0
	}
])('$habit: exactly as often as is written here', ({ places, today }) => {
	const found = places();
	expect(found.length, found.join('\n')).toBe(today);
});
