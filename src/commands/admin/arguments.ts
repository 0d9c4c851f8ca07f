/** Words and options of a command line, checked. */
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { Misuse } from './failure.ts';

type Kinds = Readonly<Record<string, 'one' | 'several'>>;
export interface Line<K extends Kinds> {
	readonly words: readonly string[];
	readonly options: { readonly [N in keyof K]: K[N] extends 'one' ? string | undefined : readonly string[] };
}

/** The line taken apart. @throws Misuse when an option is unknown, has no value or stands twice. */
export function readLine<const K extends Kinds>(args: readonly string[], kinds: K): Line<K> {
	const options = Object.fromEntries(
		Object.entries(kinds).map(([name, kind]) => [
			name,
			{ type: 'string', multiple: kind === 'several' } as const
		])
	);
	try {
		const { values, positionals, tokens } = parseArgs({
			args: [...args],
			options,
			allowPositionals: true,
			tokens: true
		});
		const named = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
		const twice = named.find((name, i) => kinds[name] === 'one' && named.indexOf(name) !== i);
		if (twice !== undefined) throw new Misuse(`--${twice} ne va qu’une fois.`);
		const read = Object.entries(kinds).map(([name, kind]) => [
			name,
			values[name] ?? (kind === 'one' ? undefined : [])
		]);
		return { words: positionals, options: Object.fromEntries(read) as Line<K>['options'] };
	} catch (error) {
		if (error instanceof Misuse) throw error;
		throw new Misuse('Option inconnue ou sans valeur.', { cause: error });
	}
}

/** A value that an option must have and that must fit. @throws Misuse */
export function checked<T>(option: string, schema: z.ZodType<T>, value: string | undefined): T {
	if (value === undefined) throw new Misuse(`--${option} manque.`);
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Misuse(`--${option} n’a pas la bonne forme.`);
	return parsed.data;
}

/** No word may be left over. @throws Misuse */
export function noMore(words: readonly string[]): void {
	if (words.length > 0) throw new Misuse(`Mot de trop : ${words.join(' ')}.`);
}
