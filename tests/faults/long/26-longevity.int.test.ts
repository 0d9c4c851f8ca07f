/** Longevity: 72 hours of open doors at seven sites in an hour, through a waiting-room screen and a console. */
import { expect, it } from 'vitest';
import { firstEntry, signIn } from '../../support/client.ts';
import { startNode } from '../../support/node-process.ts';
import { freshDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { daysIn, demoDays, playDay } from '../fire/replay.ts';
import { growthOf, grown, type Limit } from '../fire/growth.ts';
import { minutes } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';
import { openChromium, WeighedPage } from '../fire/weighed-page.ts';

const SITE = 'perron';
const HOURS = 72;
const SITES = 7;
/** They are played in an hour. */
const HOUR_MIN = 60;
const MINUTES = minutes();
/** Less is noise of the collector; a thing that is kept for each change comes to far more. */
const LIMITS: Readonly<Record<string, Limit>> = {
	heap: { share: 0.1, least: 1024 * 1024 },
	nodes: { share: 0.05, least: 50 },
	listeners: { share: 0.05, least: 20 },
	server: { share: 0.1, least: 2 * 1024 * 1024 }
};

it('neither the screens nor the server grow', { timeout: (MINUTES + 10) * 60_000 }, async (context) => {
	const database = await freshDatabase();
	const node = await startNode({ database, sessionClock: true });
	const [coordinator, peer, nurse] = await Promise.all([
		signIn(node, 'coo1'),
		signIn(node, 'pa1'),
		signIn(node, 'inf1')
	]);
	await freshBlock(database.sql, coordinator, SITE);
	const browser = await openChromium();
	const wall = await WeighedPage.open(browser, `${node.url}/ecran`);
	const shown = wall.page.getByRole('status').first();
	await expect.poll(() => shown.innerText()).toMatch(/^(?:[A-Z]\s*){8}$/);
	const code = (await shown.innerText()).replaceAll(/[^A-Z]/g, '');
	const approved = await nurse.post(`/displays/pairings/${code}/approve`, { siteId: SITE, label: 'Mur' });
	expect(approved.status).toBe(200);
	await wall.page.getByText('Le Perron bleu').waitFor();
	const desk = await WeighedPage.open(browser, `${node.url}/milieu/${SITE}/console`, nurse.cookie);
	await desk.page.getByRole('main').waitFor();

	const demo = await demoDays();
	const days = Math.round((daysIn(demo, HOURS, SITES) * MINUTES) / HOUR_MIN);
	const who = { siteId: SITE, peer, nurse, levelSetter: nurse };
	const weights: Record<string, number>[] = [];
	let steps = 0;
	for (let index = 0; index < days; index += 1) {
		const day = demo.days[index % demo.days.length] ?? [];
		await playDay(day, who, (MINUTES * 60_000) / days);
		steps += day.length;
		const seq = await freshBlock(database.sql, coordinator, SITE);
		await expect.poll(async () => (await nurse.board(SITE, 'clinician')).seq).toBe(seq);
		const [onWall, atDesk] = [await wall.weigh(), await desk.weigh()];
		weights.push({
			'screen heap': onWall.heap,
			'screen nodes': onWall.nodes,
			'screen listeners': onWall.listeners,
			'console heap': atDesk.heap,
			'console nodes': atDesk.nodes,
			'console listeners': atDesk.listeners,
			server: await node.weigh()
		});
	}
	// Both are still there: somebody who is called now stands on them.
	const last = await peer.register(SITE, { services: ['infirmier'] });
	await nurse.step(firstEntry(last), 'call');
	for (const { page } of [wall, desk]) await page.getByText(last.word, { exact: true }).first().waitFor();
	const growths = Object.keys(weights[0] ?? {}).map((name) =>
		growthOf(
			name,
			weights.map((weight) => weight[name] ?? NaN)
		)
	);
	const limitOf = (name: string) => LIMITS[name.split(' ').at(-1) ?? ''] as Limit;
	expect(growths.filter((growth) => grown(growth, limitOf(growth.name)))).toEqual([]);
	const said = growths.map(({ name, before, after }) => `${name} ${short(before)} → ${short(after)}`);
	tell(context, `${MINUTES} min, ${days} days, ${steps} changes: ${said.join(', ')}`);
});

function short(value: number): string {
	return value < 100_000 ? String(Math.round(value)) : `${(value / 1024 / 1024).toFixed(1)} MB`;
}
