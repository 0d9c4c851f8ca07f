/** Years of visits must not slow down the list of today: counted in pages, which no busy machine changes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sumOf, type CountedStatement } from '../bench/buffers.ts';
import { siteWithPast, touchedBy, type Work } from '../bench/past.ts';
import { atEnd } from '../support/at-end.ts';
import { freshDatabase } from '../support/test-database.ts';

const FEW = 10_000;
const MANY = 40_000;
/**
 * Between these two the trees of the indexes have the same height, and no table is small enough to be read whole for its
 * own sake: what reads all visits touches four times as many.
 */
const AT_MOST = 1.2;

let few: Record<Work, CountedStatement[]>;
let many: Record<Work, CountedStatement[]>;

beforeAll(async () => {
	few = await touchedAfter(FEW);
	many = await touchedAfter(MANY);
}, 120_000);

async function touchedAfter(visits: number): Promise<Record<Work, CountedStatement[]>> {
	const site = await siteWithPast(await freshDatabase(), visits);
	atEnd(() => site.pools.close());
	return touchedBy(site);
}

it.each(['call-next', 'register', 'board'] as const)(
	`« %s » touches as many pages after ${MANY} visits as after ${FEW}`,
	(work) => {
		const [before, after] = [few[work], many[work]];
		expect(sumOf(before)).toBeGreaterThan(50);
		const grown = after.flatMap(({ text, buffers }, index) => {
			const was = before[index]?.buffers ?? 0;
			return buffers > was ? [`${was} → ${buffers}: ${text.replace(/\s+/g, ' ').trim().slice(0, 160)}`] : [];
		});
		expect(sumOf(after) / sumOf(before), grown.join('\n')).toBeLessThanOrEqual(AT_MOST);
	}
);

describe('A command', () => {
	it.each(['call-next', 'register'] as const)('« %s » locks the site before it asks for anything', (work) => {
		expect(few[work][0]?.text).toContain('from site_head where site_id = $1 for no key update');
	});

	it.each([
		['register', 12],
		['call-next', 15]
	] as const)('« %s » is no more than %i statements', (work, most) => {
		expect(few[work].length, few[work].map(({ text }) => text).join('\n')).toBeLessThanOrEqual(most);
	});
});
