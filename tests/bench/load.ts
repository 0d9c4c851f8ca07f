/** `npm run bench -- load`: the busiest evening that the network could have, seven sites at once, on one node. */
import { v7 as newId } from 'uuid';
import { figuresOf, percentile, shown, table } from './figures.ts';
import { limitRow, COMPARED_HEAD } from './goals.ts';
import { toLastScreen, type Sent } from './last-screen.ts';
import type { Setting } from './measure.ts';
import { startBenchNode, type BenchNode } from './node-process.ts';
import { openLoop } from './open-loop.ts';
import { addAccounts, addSite, SERVICE } from './places.ts';
import { post } from './post.ts';
import { openScreens, type RawScreen, type Way } from './raw-screen.ts';
import { pairedWays } from './sides.ts';
import type { StageDatabase } from './stage.ts';
import { loadPerCore, surroundings } from './surroundings.ts';

/** The load that the network was designed for; the real need is far below. */
const SITES = 7;
const OPEN = 60;
const PER_SITE = { helpers: 2, clinicians: 3, displays: 2 };
/** Nobody's phone shows a place yet: as many waiting-room screens stand for them. */
const PHONES = 200;
const PER_SECOND = 5;
const EVENTS = 300;

interface Team {
	readonly helpers: readonly string[];
	readonly clinicians: readonly string[];
}

interface BusySite {
	readonly siteId: string;
	readonly screens: readonly RawScreen[];
	readonly sent: Sent[];
	/** Does the next thing that happens there; its place in history. */
	next(): Promise<number>;
}

/** Measures, and gives the section of docs/performance.md. */
export async function benchLoad({ stage, runs, part }: Setting): Promise<string> {
	const load = loadPerCore();
	const database = await stage.database('demo');
	const node = await startBenchNode(database.variables);
	try {
		const teams = await teamsOf(node, database);
		const all: number[][] = [];
		for (let run = 0; run < runs; run += 1) all.push(await runEvening(node, database, teams, part));
		const at = (p: number) => figuresOf(all.map((run) => percentile(run, p)));
		const rows = [
			['p50 to the last screen of the site, ms', shown(at(50), 1), '–', '–', '–'],
			limitRow('p95, ms', at(95), { atMost: 100 }),
			['slowest, ms', shown(at(100), 1), '–', '–', '–']
		];
		const counted = `${part(EVENTS)} events in each of ${runs} run(s), ${part(PHONES)} screens for phones; none refused, none lost.`;
		return [table(COMPARED_HEAD, rows), counted, surroundings({ Postgres: stage.version }, load)].join(
			'\n\n'
		);
	} finally {
		await node.stop();
	}
}

type Teams = readonly (Team & { readonly accounts: readonly string[] })[];

/** Cookies of those who work at each site. */
async function teamsOf(node: BenchNode, { sql }: StageDatabase): Promise<Teams> {
	const helpers = await addAccounts(sql, 'peer_helper', SITES * PER_SITE.helpers);
	const clinicians = await addAccounts(sql, 'clinician', SITES * PER_SITE.clinicians);
	const teams: Team[] = [];
	const signIn = async (accounts: readonly string[]) => {
		const cookies: string[] = [];
		for (const account of accounts) cookies.push(await node.cookieOf(account));
		return cookies;
	};
	const accountsOf = (site: number) => [
		...helpers.slice(site * PER_SITE.helpers, (site + 1) * PER_SITE.helpers),
		...clinicians.slice(site * PER_SITE.clinicians, (site + 1) * PER_SITE.clinicians)
	];
	for (let site = 0; site < SITES; site += 1) {
		const cookies = await signIn(accountsOf(site));
		teams.push({
			helpers: cookies.slice(0, PER_SITE.helpers),
			clinicians: cookies.slice(PER_SITE.helpers)
		});
	}
	return teams.map((team, site) => ({ ...team, accounts: accountsOf(site) }));
}

/** Ms from when each event should have been sent until the last screen of its site had it. */
async function runEvening(
	node: BenchNode,
	database: StageDatabase,
	teams: Teams,
	part: Setting['part']
): Promise<number[]> {
	const phones = part(PHONES);
	const sites = await Promise.all(
		teams.map(async (team, index) => {
			const siteId = await addSite(database.sql, team.accounts);
			const ofSite = Math.floor((phones * (index + 1)) / SITES) - Math.floor((phones * index) / SITES);
			return busySite(node, siteId, team, { open: part(OPEN), phones: ofSite });
		})
	);
	try {
		await openLoop({ perSecond: PER_SECOND, count: part(EVENTS) }, async (intended, index) => {
			const site = sites[index % SITES];
			if (site !== undefined) site.sent.push({ intended, seq: await site.next() });
		});
		const reached = sites.flatMap(({ screens, sent }) =>
			screens.map((screen) => screen.until(Math.max(0, ...sent.map(({ seq }) => seq))))
		);
		await Promise.all(reached);
		return sites.flatMap(({ screens, sent }) =>
			toLastScreen(
				sent,
				screens.map(({ sights }) => sights)
			)
		);
	} finally {
		for (const { screens } of sites) for (const screen of screens) screen.close();
	}
}

async function busySite(
	node: BenchNode,
	siteId: string,
	{ helpers, clinicians }: Team,
	{ open, phones }: { open: number; phones: number }
): Promise<BusySite> {
	const [helper = ''] = helpers;
	const [clinician = ''] = clinicians;
	const ask = async <T>(path: string, cookie: string, body: object = {}) => {
		const { status, text } = await post(`${node.url}/api/v1${path}`, cookie, { id: newId(), ...body });
		if (status >= 300 || status === 204) throw new Error(`${path} was answered ${status}: ${text}`);
		return JSON.parse(text) as T & { seq: number };
	};
	const register = () => ask(`/sites/${siteId}/visits`, helper, { services: [SERVICE] });
	for (let count = 0; count < open; count += 1) await register();

	const watching = (cookie: string, audience: string): Way => ({
		namespace: '/staff',
		cookie,
		siteId,
		audience
	});
	const screens = await openScreens(node.url, [
		...helpers.map((cookie) => watching(cookie, 'reception')),
		...clinicians.map((cookie) => watching(cookie, 'clinician')),
		...(await pairedWays(node.url, helper, siteId, PER_SITE.displays, 1)),
		...(await pairedWays(node.url, helper, siteId, phones))
	]);
	// Somebody comes, the first one is called, met and seen: the list stays as long as it was.
	let entry = '';
	let turn = 0;
	const steps = [
		register,
		async () => {
			const called = await ask<{ entries: { id: string }[] }>(`/sites/${siteId}/call-next`, clinician);
			entry = called.entries[0]?.id ?? '';
			return called;
		},
		() => ask(`/entries/${entry}/start`, clinician),
		() => ask(`/entries/${entry}/complete`, clinician)
	];
	return {
		...{ siteId, screens, sent: [] },
		async next() {
			const step = steps[turn % steps.length] ?? register;
			turn += 1;
			return (await step()).seq;
		}
	};
}
