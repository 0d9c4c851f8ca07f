/** A disk dies, or somebody makes a mistake: a copy of the files and the archived journal bring back all but minutes. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Binaries } from '#lib/server/store/embedded-binaries.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import {
	archivedPostgres,
	baseBackup,
	recover,
	type ArchivedPostgres
} from '../support/archived-postgres.ts';
import { atEnd } from '../support/at-end.ts';
import { debianBinaries } from '../support/chosen-postgres.ts';
import { signIn, type Client } from '../support/client.ts';
import { startNode } from '../support/node-process.ts';

const SITE = 'perron';
const PATIENCE = { timeout: 60_000 };

let binaries: Binaries;
let archive: string;
let primary: ArchivedPostgres;
let base: string;
let spare: string;
let peer: Client;
const words: Record<'before' | 'between' | 'mistake', string[]> = { before: [], between: [], mistake: [] };
let between: string;

const arrive = async (when: keyof typeof words) => {
	for (let i = 0; i < 5; i += 1)
		words[when].push((await peer.register(SITE, { services: ['infirmier'] })).word);
};
const wordsIn = async ({ sql }: Pick<ArchivedPostgres, 'sql'>) =>
	(await sql<{ word: string }[]>`select word from visit order by word`).map(({ word }) => word);
const sorted = (...some: string[][]) => some.flat().sort();
const now = async () => {
	const [row] = await primary.sql<{ at: string }[]>`select clock_timestamp()::text as at`;
	return row?.at ?? '';
};
const isPrimary =
	({ sql }: Pick<ArchivedPostgres, 'sql'>) =>
	async () =>
		(await sql<{ waits: boolean }[]>`select pg_is_in_recovery() as waits`)[0]?.waits;

beforeAll(async () => {
	binaries = await debianBinaries();
	archive = await mkdtemp(join(tmpdir(), 'halte-archive-'));
	atEnd(() => rm(archive, { recursive: true, force: true }));
	// In a clinic five minutes.
	primary = await archivedPostgres(binaries, archive, '1s');
	const node = await startNode({ database: primary });
	peer = await signIn(node, 'pa1');
	await arrive('before');
	[base, spare] = [await baseBackup(primary, binaries), await baseBackup(primary, binaries)];
	await arrive('between');
	between = await now();
	await arrive('mistake');
	await node.stop();
}, 180_000);

it('what was saved is in the archive as soon as its time is over, without anybody’s doing', async () => {
	// Something to be archived after all that was saved.
	const [last] = await primary.sql<{ file: string }[]>`
		select pg_walfile_name(pg_logical_emit_message(true, 'halte', 'last')) as file`;
	await expect.poll(async () => (await readdir(archive)).includes(last?.file ?? ''), PATIENCE).toBe(true);
});

it('it goes back to the minute before a mistake, and serves from there', async () => {
	const then = await recover(base, binaries, { archive, until: between });
	await expect.poll(isPrimary(then), PATIENCE).toBe(false);
	expect(await wordsIn(then)).toEqual(sorted(words.before, words.between));
	await then.sql`update site_head set epoch = greatest(epoch + 1, (extract(epoch from now()) / 60)::int)`;
	expect((await verifyLogs(then.sql, null)).faults).toEqual([]);
	const { view } = await (await signIn(await startNode({ database: then }), 'pa1')).board(SITE, 'reception');
	expect(view.entries.map(({ word }) => word).sort()).toEqual(sorted(words.before, words.between));
}, 180_000);

it('when the disk dies, the archive alone brings back everything whose time was over', async () => {
	await primary.stop();
	await rm(primary.dataFolder, { recursive: true });
	const latest = await recover(spare, binaries, { archive });
	await expect.poll(isPrimary(latest), PATIENCE).toBe(false);
	expect(await wordsIn(latest)).toEqual(sorted(words.before, words.between, words.mistake));
	expect((await verifyLogs(latest.sql, null)).faults).toEqual([]);
}, 180_000);
