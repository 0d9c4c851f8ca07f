import { expect, it } from 'vitest';
import { inTurn } from '#lib/server/http/turns.ts';

it('Twelve are served at a site, four hundred wait, whoever comes then is sent away, and other sites notice nothing', async () => {
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const flood = Array.from({ length: 1_000 }, () => inTurn('here', () => held));
	const taken = flood.filter((turn) => turn !== null);
	expect(taken).toHaveLength(412);
	expect(inTurn('here', () => held)).toBeNull();
	expect(await inTurn('there', () => Promise.resolve('served'))).toBe('served');
	letGo();
	await Promise.all(taken);
	expect(await inTurn('here', () => Promise.resolve('served'))).toBe('served');
});
