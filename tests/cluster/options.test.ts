import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('two nodes behind HAProxy, unless told', () => {
	expect(readOptions([])).toEqual({ nodes: 2, proxy: 'haproxy' });
	expect(readOptions(['--proxy', 'nginx', '--nodes', '4'])).toEqual({ nodes: 4, proxy: 'nginx' });
});

it.each([
	[['--nodes'], /de 2 à 4/],
	[['--nodes', '1'], /de 2 à 4/],
	[['--nodes', '5'], /de 2 à 4/],
	[['--nodes', 'deux'], /de 2 à 4/],
	[['--proxy', 'caddy'], /haproxy ou nginx/],
	[['3'], /inconnue : 3/]
])('%j gets a sentence', (words, sentence) => {
	expect(() => readOptions(words)).toThrow(sentence);
});
