import { expect, it } from 'vitest';
import type { Problem } from '#lib/contract/problems.ts';
import { tooManyResponse } from '#lib/server/http/limited.ts';

it.each([
	[1, '1', '1\u00a0s'],
	[1_000, '1', '1\u00a0s'],
	[1_001, '2', '2\u00a0s'],
	[59_400, '60', '60\u00a0s'],
	[90_000, '90', '90\u00a0s'],
	[90_001, '91', '2\u00a0min'],
	[600_000, '600', '10\u00a0min']
])('a wait of %i ms is told as %s, in words: %s', async (ms, header, words) => {
	const response = tooManyResponse(ms);
	expect([response.status, response.headers.get('retry-after')]).toEqual([429, header]);
	const { code, detail } = (await response.json()) as Problem;
	expect([code, detail]).toEqual(['too_many', `Trop de demandes à la suite. Réessayez dans ${words}.`]);
});
