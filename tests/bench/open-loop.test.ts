import { expect, it } from 'vitest';
import { openLoop } from './open-loop.ts';

it('goes on to the end when one fails early, and then says so', async () => {
	const asked: number[] = [];
	const unheard: unknown[] = [];
	const hear = (error: unknown) => void unheard.push(error);
	process.on('unhandledRejection', hear);
	const loop = openLoop({ perSecond: 100, count: 5 }, async (_, index) => {
		asked.push(index);
		if (index === 0) throw new Error('the line was cut');
	});
	await expect(loop).rejects.toThrow('the line was cut');
	process.off('unhandledRejection', hear);
	expect([asked, unheard]).toEqual([[0, 1, 2, 3, 4], []]);
});
