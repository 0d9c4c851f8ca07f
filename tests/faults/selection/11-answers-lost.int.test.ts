/** Case 11: answers get lost after the commit, and the same key comes again, also with other words or twice at once. */
import { beforeAll, expect, it } from 'vitest';
import { cuttingLine, type CuttingLine } from '../../support/cutting-line.ts';
import { newId, signIn, type Client } from '../../support/client.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../../support/test-database.ts';
import { freshBlock } from '../fire/fresh-block.ts';
import { Hand, PlaceIds } from '../fire/hand.ts';
import { judge } from '../fire/judge.ts';
import { Recorder } from '../fire/recorder.ts';
import { size } from '../fire/size.ts';
import { tell } from '../fire/tell.ts';

const SITE = 'perron';
const LOST = size({ short: 40, full: 1_000 });
const AT_ONCE = 4;

let database: TestDatabase;
let here: HalteNode;
let there: HalteNode;
let line: CuttingLine;
let coordinator: Client;
let peer: Client;
let nurse: Client;

beforeAll(async () => {
	database = await freshDatabase();
	[here, there] = await Promise.all([startNode({ database }), startNode({ database })]);
	[coordinator, peer, nurse] = (await Promise.all(['coo1', 'pa1', 'inf1'].map((id) => signIn(here, id)))) as [
		Client,
		Client,
		Client
	];
	line = await cuttingLine(here.url);
	// Before the first byte of the answer.
	line.breakAfter(0);
});

it(
	`${LOST} answers are lost: one effect for each key, and the answer that was lost`,
	{ timeout: 300_000 },
	async (context) => {
		const fromSeq = await freshBlock(database.sql, coordinator, SITE);
		const recorder = new Recorder();
		const places = new PlaceIds();
		let left = LOST;
		const losing = Array.from({ length: AT_ONCE }, async (_, index) => {
			let url = '';
			const shared = { recorder, places, address: () => url };
			const helper = new Hand({ id: 'pa1', cookie: peer.cookie, ...shared });
			const caller = new Hand({ id: 'inf1', cookie: nurse.cookie, ...shared });
			const next = index % 2 === 0 ? there : here;
			while ((left -= 1) >= 0) {
				const isCall = left % 3 === 0;
				const hand = isCall ? caller : helper;
				const asked = isCall
					? ({ verb: 'call_next', services: ['infirmier'], alsoCall: true } as const)
					: ({ verb: 'register', visit: newId(), services: ['infirmier'] } as const);
				const command = hand.command(SITE, asked);
				url = line.url;
				expect((await hand.send(command)).type).toBe('unknown');
				url = next.url;
				expect((await hand.send(command, 3)).type).toBe('ok');
			}
		});
		await Promise.all(losing);
		const found = await judge(recorder.history, {
			sql: database.sql,
			siteId: SITE,
			fromSeq,
			search: LOST < 100
		});
		expect(found.breaches).toEqual([]);
		expect(found.unheard).toBe(0);
		const { count } = await database.sql`select 1 from command where verb in ('register', 'call_next')`;
		expect(count).toBe(LOST);
		tell(context, `${LOST} answers lost, ${count} effects or answers kept, 0 breaches`);
	}
);

it('the same key with another body, and the same command twice at once', async () => {
	await freshBlock(database.sql, coordinator, SITE);
	const path = `/sites/${SITE}/visits`;
	for (let round = 0; round < size({ short: 3, full: 100 }); round += 1) {
		const body = { id: newId(), visitId: newId(), services: ['infirmier'] };
		const twice = await Promise.all(
			[here, there]
				.map((node) => ({ node, cookie: peer.cookie }) as Client)
				.map(({ node, cookie }) =>
					fetch(`${node.url}/api/v1${path}`, {
						method: 'POST',
						body: JSON.stringify(body),
						headers: { cookie, 'content-type': 'application/json' }
					}).then(async (response) => `${response.status} ${await response.text()}`)
				)
		);
		expect(twice[0]).toMatch(/^201 /);
		expect(twice[1]).toBe(twice[0]);
		const other = await peer.post(path, { ...body, services: ['ecoute'] });
		expect([other.status, other.body.code]).toEqual([422, 'command_reused']);
	}
});
