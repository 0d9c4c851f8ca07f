import { expect, it } from 'vitest';
import { hashPassword, pretendToVerify, TooManyWaiting, verifyPassword } from '#lib/server/auth/passwords.ts';

const settled = async (works: Promise<unknown>[]) => {
	const results = await Promise.allSettled(works);
	return {
		done: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
		refused: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
	};
};

it('a password goes with its hash, another one does not, and nobody’s goes with nothing', async () => {
	const stored = await hashPassword('un mot de passe');
	expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await verifyPassword(stored, 'un mot de passe')).toBe(true);
	expect(await verifyPassword(stored, 'un autre')).toBe(false);
	expect(await verifyPassword(null, 'un mot de passe')).toBe(false);
});

it('the line in front of the hashes has an end, and those behind it are told at once', async () => {
	const from = performance.now();
	const told: number[] = [];
	const guesses = Array.from({ length: 200 }, () => verifyPassword(null, 'guess'));
	for (const guess of guesses) void guess.catch(() => told.push(performance.now() - from));
	const { done, refused } = await settled(guesses);
	expect(done).toEqual(Array(65).fill(false));
	expect(refused).toHaveLength(135);
	expect(refused.every((error) => error instanceof TooManyWaiting)).toBe(true);
	// Each hash takes some 37 ms; those who are told wait for none.
	expect(Math.max(...told)).toBeLessThan((performance.now() - from) / 4);
	expect(await verifyPassword(null, 'guess')).toBe(false);
});

it('guesses from elsewhere do not make a tablet wait', async () => {
	const order: string[] = [];
	const guesses = Array.from({ length: 40 }, () =>
		verifyPassword(null, 'x').then(() => order.push('elsewhere'))
	);
	await verifyPassword(null, 'x', 'known').then(() => order.push('tablet'));
	expect(order.indexOf('tablet')).toBeLessThan(5);
	await Promise.all(guesses);
});

it('a pretended check takes about as long as a real one, and its place in the line', async () => {
	const stored = await hashPassword('un mot de passe');
	const timed = async (work: () => Promise<boolean>) => {
		const from = performance.now();
		expect(await work()).toBe(false);
		return performance.now() - from;
	};
	const real = await timed(() => verifyPassword(stored, 'x'));
	const pretended = await timed(() => pretendToVerify());
	expect(pretended).toBeGreaterThan(real * 0.7);
	const { done, refused } = await settled(Array.from({ length: 100 }, () => pretendToVerify()));
	expect([done.length, refused.length]).toEqual([65, 35]);
});
