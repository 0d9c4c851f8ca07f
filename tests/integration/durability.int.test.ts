/** A Postgres that may lose what it confirmed is refused at the start, wherever that was set, and left untouched. */
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { launchNode, startNode } from '../support/node-process.ts';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.ts';

let own: OwnPostgres;

beforeAll(async () => {
	own = await ownPostgres();
});

async function refusal(variables: Record<string, string> = {}): Promise<string> {
	const node = await launchNode({ database: own, variables: { HALTE_DEMO: '0', ...variables } });
	expect([await node.ended, node.output()]).toEqual([1, expect.anything() as string]);
	expect(node.output().trim().split('\n')).toHaveLength(1);
	expect(await own.sql`select 1 from information_schema.tables where table_schema = 'public'`).toEqual([]);
	return node.output().trim();
}

const sentence = (named: string) =>
	`Cette base de données peut perdre ce qu’elle a confirmé : ${named}. ` +
	'Remettez ce réglage à on et relancez Halte ; rien n’a été touché.';

describe('Refused, with the setting and where it stands', () => {
	it.each(['fsync', 'full_page_writes', 'synchronous_commit'])('%s off at the server', async (name) => {
		await own.set(name, 'off');
		expect(await refusal()).toBe(sentence(`${name}=off (réglage du serveur)`));
		await own.set(name, null);
	});

	it('synchronous_commit off for the database, for the role, for both together, in the address', async () => {
		await own.sql`alter database halte set synchronous_commit = off`;
		expect(await refusal()).toBe(sentence('synchronous_commit=off (alter database)'));
		await own.sql`alter database halte reset synchronous_commit`;
		await own.sql`alter role halte set synchronous_commit = off`;
		expect(await refusal()).toBe(sentence('synchronous_commit=off (alter role)'));
		await own.sql`alter role halte reset synchronous_commit`;
		await own.sql`alter role halte in database halte set synchronous_commit = off`;
		expect(await refusal()).toBe(sentence('synchronous_commit=off (alter role … in database)'));
		await own.sql`alter role halte in database halte reset synchronous_commit`;
		const address = `${own.variables['DATABASE_URL']}?synchronous_commit=off`;
		expect(await refusal({ DATABASE_URL: address })).toBe(sentence('synchronous_commit=off (DATABASE_URL)'));
	});

	it('all that is off, in one sentence', async () => {
		await own.set('fsync', 'off');
		await own.set('full_page_writes', 'off');
		const both = 'fsync=off (réglage du serveur), full_page_writes=off (réglage du serveur)';
		expect(await refusal()).toBe(sentence(both));
		await own.set('fsync', null);
		await own.set('full_page_writes', null);
	});
});

it('weaker kinds of waiting that still write to the own disk are no reason to refuse', async () => {
	await own.sql`alter database halte set synchronous_commit = local`;
	const node = await startNode({ database: own, variables: { HALTE_DEMO: '0' } });
	expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
});

it('the embedded database is looked at as closely', async () => {
	const HALTE_DATA = await mkdtemp(join(tmpdir(), 'halte-lossy-'));
	atEnd(() => rm(HALTE_DATA, { recursive: true, force: true }));
	const first = await startNode({ variables: { HALTE_DATA } });
	await first.stop();
	await appendFile(join(HALTE_DATA, 'postgres', 'postgresql.auto.conf'), 'fsync = off\n');
	const second = await launchNode({ variables: { HALTE_DATA } });
	expect(await second.ended).toBe(1);
	expect(second.output().trim()).toBe(sentence('fsync=off (réglage du serveur)'));
});
