/** An older copy of the database comes back: what was erased since stays erased, before anybody is served. */
import { appendFile, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import postgres, { type Sql } from 'postgres';
import { beforeAll, expect, it } from 'vitest';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn } from '../support/client.ts';
import {
	forgettingIn,
	forgotten,
	knowSomebody,
	knowVisit,
	tombstonesOf,
	tracesOf,
	visitsWithValues,
	whatStays
} from '../support/forgetting.ts';
import { launchNode, startNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const DAY = 24 * 3_600_000;
let database: TestDatabase;
let admin: Sql;
let copies = 0;
let erased: { readonly people: string[]; readonly visits: string[]; readonly stays: string };

const within = (name: string) => {
	const { path, username } = database.connection as { path: string; username: string };
	return { path, username, database: name };
};
const open = (name: string) => postgres({ ...within(name), max: 2, onnotice: () => {} });

async function copyOf(source: string): Promise<string> {
	const name = `${database.name}_copy_${(copies += 1)}`;
	await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${source}`;
	await admin`create database ${admin(name)} template ${admin(source)}`;
	atEnd(() => admin`drop database ${admin(name)} with (force)`.then(() => {}));
	return name;
}

/** What an operator does: the copy in the place of the database, the epoch of the heads raised. */
async function goBackTo(backup: string): Promise<TestDatabase> {
	const name = await copyOf(backup);
	const sql = open(name);
	atEnd(() => sql.end());
	await sql`update site_head set epoch = epoch + 1`;
	const variables = { ...database.variables, DATABASE_URL: `postgres:///${name}` };
	return { name, sql, connection: within(name), variables };
}

let backup: string;

beforeAll(async () => {
	database = await freshDatabase();
	admin = open('halte');
	atEnd(() => admin.end());
	const lastSeenAt = Date.now() - 800 * DAY;
	const root = await knowSomebody(database.sql, { lastSeenAt });
	const merged = await knowSomebody(database.sql, { lastSeenAt, mergedInto: root });
	const stays = await knowSomebody(database.sql, { lastSeenAt: Date.now() - DAY });
	const visit = await knowVisit(database.sql, { endedAt: lastSeenAt, personId: root });
	// In the copy somebody still looks after this visit, so that its time has not come there.
	const followed = await knowVisit(database.sql, { endedAt: lastSeenAt, followUpOn: '2099-01-01' });
	erased = { people: [root, merged], visits: [visit, followed], stays };
	// No night is missed when it comes back: what is erased then is erased by the file alone.
	await database.sql`insert into retention_run (id, at, counts) values (${newId()}, now(), '{}')`;
	backup = await copyOf(database.name);
	await database.sql`update visit set follow_up_on = null where id = ${followed}`;
	const ran = await forgotten(await forgettingIn(database, () => Date.now()));
	expect(ran.counts).toMatchObject({ visit_values: 2, person: 1 });
});

it('who was forgotten stays forgotten, and nothing else is missing', async () => {
	const restored = await goBackTo(backup);
	const { people, visits, stays } = erased;
	expect(await tracesOf(restored.sql, people)).toContain('person_personal');
	expect(await visitsWithValues(restored.sql)).toEqual([...visits].sort());
	const before = await whatStays(restored.sql);
	const node = await startNode({ database: restored, variables: { HALTE_DEMO: '1' } });
	expect(await tracesOf(restored.sql, people)).toEqual([]);
	expect(await visitsWithValues(restored.sql)).toEqual([]);
	expect(await tracesOf(restored.sql, [stays])).toContain('person_personal');
	expect(await whatStays(restored.sql)).toMatchObject({ ...before, events: expect.anything() as unknown });
	await signIn(node, 'pa1');
	expect((await verifyLogs(restored.sql, null)).faults).toEqual([]);
	await expect.poll(() => node.output()).toMatch(/"visits":2,"people":2/);
	for (const id of [...people, ...visits, 'CANARI']) expect(node.output()).not.toContain(id);
});

it('one of a family that was merged when the copy was made goes alone, when only they were forgotten', async () => {
	const restored = await goBackTo(backup);
	const [root = '', merged = ''] = erased.people;
	const file = `${tombstonesOf(database)}-one`;
	atEnd(() => rm(file));
	await writeFile(file, `person ${root} 2026-11-22\n`);
	await restored.sql`update person set last_seen_at = now() where id = ${merged}`;
	await startNode({ database: restored, variables: { HALTE_TOMBSTONES: file } });
	expect(await tracesOf(restored.sql, [root])).toEqual([]);
	expect(await tracesOf(restored.sql, [merged])).toContain('person_personal');
	expect(await restored.sql`select merged_into from person where id = ${merged}`).toEqual([
		{ merged_into: null }
	]);
});

it('a file that lost its last line to a crash still holds the others', async () => {
	const restored = await goBackTo(backup);
	const torn = `${tombstonesOf(database)}-torn`;
	await copyFile(tombstonesOf(database), torn);
	atEnd(() => rm(torn));
	await appendFile(torn, 'person 01890a5d-ac96-7');
	await startNode({ database: restored, variables: { HALTE_TOMBSTONES: torn } });
	expect(await tracesOf(restored.sql, erased.people)).toEqual([]);
});

it.each([
	['is another file', 'DATABASE_URL=postgres://secret', /n’est pas un registre d’effacements\.$/],
	['can’t be written', null, /ne peut pas être écrit\.$/]
])('nobody is served when the file %s', async (_, content, sentence) => {
	const restored = await goBackTo(backup);
	const file = content === null ? `${tombstonesOf(database)}/below` : `${tombstonesOf(database)}-other`;
	if (content !== null) {
		await writeFile(file, content);
		atEnd(() => rm(file));
	}
	const node = await launchNode({ database: restored, variables: { HALTE_TOMBSTONES: file } });
	expect(await node.ended).toBe(1);
	expect(node.output().trim()).toMatch(sentence);
	expect(node.output().trim().split('\n')).toHaveLength(1);
	expect(content === null ? content : await readFile(file, 'utf8')).toBe(content);
});

it('a file of what was erased that is older than the database is told at the start', async () => {
	const OLDER = 'the file of what was erased is older than the database';
	const restarted = async (file: string) => {
		const node = await startNode({
			database: { ...database, variables: { ...database.variables, HALTE_TOMBSTONES: file } }
		});
		await node.stop();
		return node.output();
	};
	const aside = `${tombstonesOf(database)}-of-yesterday`;
	atEnd(() => rm(aside, { force: true }));
	await writeFile(aside, `visit ${erased.visits[0]} 2020-01-01\n`, { mode: 0o600 });
	expect(await restarted(aside)).toContain(OLDER);
	await copyFile(tombstonesOf(database), aside);
	expect(await restarted(aside)).not.toContain(OLDER);
});
