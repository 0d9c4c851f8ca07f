/** The worst afternoon: everybody calls without a pause until nobody waits. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '#lib/contract/answers.ts';
import type { Client } from '../support/client.ts';
import { doorOf, registerCrowd } from '../support/crowd.ts';
import { nursesAt } from '../support/more-staff.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const CALLERS = 32;
/** How often each caller asks again once nobody waits. */
const AFTERWARDS = 3;

let database: TestDatabase;
let nodes: HalteNode[];

beforeAll(async () => {
	database = await freshDatabase();
	nodes = [await startNode({ database }), await startNode({ database })];
});

interface Called {
	visitId: string;
	by: string | null;
	seq: number;
}

describe.each([
	// The long list at one server; then at two, where the site's lock alone keeps them apart.
	{ people: 1_500, servers: 1, siteId: 'halo', peer: 'pa4' },
	{ people: 300, servers: 2, siteId: 'nichee', peer: 'pa3' }
])(
	'When 32 colleagues at $servers server(s) empty a list of $people',
	({ people, servers, siteId, peer }) => {
		const called: Called[] = [];
		const failures: string[] = [];
		let registered: string[];

		beforeAll(async () => {
			const callers = await nursesAt(nodes.slice(0, servers), database.sql, siteId, CALLERS);
			const crowd = { siteId, by: peer, service: 'infirmier', count: people };
			registered = await registerCrowd(doorOf(database), crowd);
			await Promise.all(callers.map(callUntilNobody));
		}, 180_000);

		async function callUntilNobody(caller: Client): Promise<void> {
			let nobody = 0;
			while (nobody < AFTERWARDS) {
				const path = `/sites/${siteId}/call-next`;
				const reply = await caller.tryTo<EntriesAnswer>(path, { alsoCall: true });
				if (reply.status === 204) nobody += 1;
				else if (reply.status === 200) {
					for (const { visitId, calledBy } of reply.body.entries)
						called.push({ visitId, by: calledBy, seq: reply.body.seq });
				} else return void failures.push(`${reply.status} ${reply.text}`);
			}
		}

		it('no call fails', () => {
			expect(failures).toEqual([]);
		});

		it('everybody is called, and nobody twice', () => {
			expect(called).toHaveLength(people);
			expect(new Set(called.map(({ visitId }) => visitId))).toEqual(new Set(registered));
		});

		it('every colleague has their share', () => {
			expect(new Set(called.map(({ by }) => by)).size).toBe(CALLERS);
		});

		it('nobody passes before somebody who came earlier', async () => {
			const rows = await database.sql<{ id: string }[]>`
			select id from visit where site_id = ${siteId} order by arrived_at, id`;
			const bySeq = [...called].sort((a, b) => a.seq - b.seq).map(({ visitId }) => visitId);
			expect(bySeq).toEqual(rows.map(({ id }) => id));
		});

		it('nobody is told that nobody waits while somebody does', async () => {
			// Commands of one site never share an instant, so the log's times are their order.
			const rows = await database.sql<{ status: number }[]>`
			select status from command where site_id = ${siteId} and verb = 'call_next' order by at`;
			const statuses = rows.map(({ status }) => status);
			expect(statuses.slice(0, people)).toEqual(Array(people).fill(200));
			expect(statuses.slice(people)).toEqual(Array(CALLERS * AFTERWARDS).fill(204));
		});

		it('the rows say the same as the answers', async () => {
			const rows = await database.sql<{ visit_id: string; called_by: string; status: string }[]>`
			select visit_id, called_by, status from entry e join visit v on v.id = e.visit_id
			where v.site_id = ${siteId}`;
			const fromRows = new Map(rows.map((row) => [row.visit_id, `${row.called_by} ${row.status}`]));
			expect(fromRows).toEqual(new Map(called.map(({ visitId, by }) => [visitId, `${by} called`])));
		});
	}
);
