import { expect, it } from 'vitest';
import { called } from './called.ts';

it('so many calls in all, never more at once than there are callers', async () => {
	let atOnce = 0;
	let most = 0;
	const answers = await called(3, 10, async () => {
		atOnce += 1;
		most = Math.max(most, atOnce);
		await Promise.resolve();
		atOnce -= 1;
		return 'answer';
	});
	expect(answers).toHaveLength(10);
	expect(most).toBe(3);
});
