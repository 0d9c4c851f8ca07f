/** A backup while people are put on the list, and what comes back of it: all of one instant, or nothing. */
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyBackup } from '#lib/server/backup/backup-file.ts';
import type { Manifest } from '#lib/server/backup/records.ts';
import { keyRing, newRingLine } from '#lib/server/keys/key-ring.ts';
import { knownToEverybody } from '#lib/server/keys/open-keys.ts';
import { beginMigrations, noteSteps, readSteps, takeSteps } from '#lib/server/store/migration-steps.ts';
import { admin } from '../support/admin-command.ts';
import { atEnd } from '../support/at-end.ts';
import { newId, signIn } from '../support/client.ts';
import {
	forgettingIn,
	forgotten,
	knowSomebody,
	knowVisit,
	tombstonesOf,
	tracesOf
} from '../support/forgetting.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const DEMO = { HALTE_DEMO: '1' };
const DAY = 24 * 3_600_000;
const keys = keyRing(new Map([[1, knownToEverybody()]]));

let folder: string;
let file: string;
let source: TestDatabase;
let node: HalteNode;
let manifest: Manifest;
let before: { readonly saved: ReadonlySet<string>; readonly epoch: number };
let during: ReadonlySet<string>;
let gone: string;
let word: string;

const tablesIn = ({ sql }: TestDatabase) =>
	sql`select 1 from information_schema.tables where table_schema in ('public', 'drizzle')`;
const variablesOf = (target: TestDatabase) => ({ ...target.variables, ...DEMO });

/** Somewhere to restore to, with the tombstones of today. */
async function emptyTarget(): Promise<TestDatabase> {
	const target = await freshDatabase({ empty: true });
	await copyFile(tombstonesOf(source), tombstonesOf(target));
	return target;
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'halte-backup-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	file = join(folder, 'halte.backup');
	source = await freshDatabase();
	node = await startNode({ database: source });
	gone = await knowSomebody(source.sql, { lastSeenAt: Date.now() - 800 * DAY });
	await knowVisit(source.sql, { endedAt: Date.now() - 800 * DAY, personId: gone });
	const peer = await signIn(node, 'pa1');
	word = (await peer.register(SITE, { alias: 'Canari inoubliable', services: ['infirmier'] })).word;
	const saved = new Set<string>();
	let stopped = false;
	// As many as answer, from before the backup until after it.
	const registering = [1, 2, 3].map(async () => {
		while (!stopped) saved.add((await peer.register(SITE, { services: ['infirmier'] })).id);
	});
	await vi.waitFor(() => expect(saved.size).toBeGreaterThan(20), { timeout: 20_000 });
	const [head] = await source.sql<{ epoch: number }[]>`select epoch from site_head where site_id = ${SITE}`;
	before = { saved: new Set(saved), epoch: head?.epoch ?? 0 };
	const done = await admin(variablesOf(source), 'backup', file);
	stopped = true;
	await Promise.all(registering);
	during = saved;
	expect([done.exit, done.err]).toEqual([0, '']);
	expect(done.out).toMatch(/Sauvegarde écrite et relue : .*halte\.backup\n74 tables, \d+ lignes/);
	manifest = await verifyBackup(file, keys);
	const forgetting = await forgettingIn(source, () => Date.now());
	expect((await forgotten(forgetting)).counts.person).toBe(1);
}, 120_000);

describe('The file', () => {
	it('is its owner’s alone, tells nothing without the key, and stands in nobody’s place', async () => {
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		const text = (await readFile(file)).toString('latin1');
		expect(text.split('\n')[0]).toMatch(/^\{"halte":"backup","format":1,"key":1,"salt":"[\w-]{43}"\}$/);
		for (const secret of [word, 'Canari', SITE, 'site_head']) expect(text).not.toContain(secret);
		const again = await admin(variablesOf(source), 'backup', file);
		expect([again.exit, again.err]).toEqual([1, `Le fichier ${file} existe déjà.\n`]);
		expect(await verifyBackup(file, keys)).toEqual(manifest);
	});

	it('says of which instant, schema and tables it is, and where the logs ended', () => {
		expect(manifest.migrations).toEqual(readSteps('db/migrations').map(({ hash }) => hash));
		expect(manifest.heads.events.map(({ siteId }) => siteId)).toContain(SITE);
		expect(Date.parse(manifest.at)).toBeLessThan(Date.now());
	});
});

describe('Restored', () => {
	let target: TestDatabase;

	beforeAll(async () => {
		target = await emptyTarget();
		const done = await admin(variablesOf(target), 'restore', file);
		expect([done.exit, done.err]).toEqual([0, '']);
		expect(done.out).toMatch(/Restauré et vérifié : 74 tables.*Les journaux sont intacts/);
		expect(done.out).toContain('Effacé de nouveau, d’après le registre : 1 visites, 1 personnes.');
	}, 120_000);

	it('every table has its rows, but for what may not come back', async () => {
		const less = new Set(['staff_session', 'one_time_code', 'passkey_challenge', 'display_pairing']);
		for (const { schema, table, rows } of manifest.tables) {
			const [there] = await target.sql<{ rows: number }[]>`
				select count(*)::int as rows from ${target.sql(schema)}.${target.sql(table)}`;
			if (less.has(table)) expect(there?.rows, table).toBe(0);
			else if (!/person|visit_personal|restriction|memory_code|welcome/.test(table))
				expect(there?.rows, table).toBe(rows);
		}
	});

	it('all that was saved before is there, of what came during it only what is of one instant', async () => {
		const rows = await target.sql<{ id: string }[]>`select id from visit`;
		const there = new Set(rows.map(({ id }) => id));
		for (const id of before.saved) expect(there).toContain(id);
		const [counted] = await target.sql`
			select (select seq from site_head where site_id = ${SITE}) as seq,
				(select max(seq) from event where site_id = ${SITE}) as last`;
		expect(counted?.['seq']).toBe(counted?.['last']);
		expect([...during].filter((id) => there.has(id)).length).toBeLessThanOrEqual(during.size);
	});

	it('whoever was forgotten since stays forgotten, and the logs hold', async () => {
		expect(await tracesOf(source.sql, [gone])).toEqual([]);
		expect(await tracesOf(target.sql, [gone])).toEqual([]);
		const verified = await admin(variablesOf(target), 'verify-log');
		expect([verified.exit, verified.err]).toEqual([0, '']);
	});

	it('it serves: screens take its older numbers for new ones, and everybody signs in anew', async () => {
		const served = await startNode({ database: target });
		const [old] = await source.sql<{ seq: string }[]>`select seq from site_head where site_id = ${SITE}`;
		const peer = await signIn(served, 'pa1');
		const screen = await connectStaff(peer, SITE, 'reception');
		const { epoch, seq } = await screen.untilView('the list of then', ({ entries }) => entries.length > 20);
		// As high as the minute: the same file restored twice has two.
		expect(epoch).toBeGreaterThanOrEqual(Math.floor(Date.parse(manifest.at) / 60_000));
		expect(epoch).toBeGreaterThan(before.epoch);
		expect(seq).toBeLessThan(Number(old?.seq));
		await peer.register(SITE, { id: newId(), services: ['infirmier'] });
	});
});

describe('Nothing is touched', () => {
	let target: TestDatabase;

	beforeAll(async () => {
		target = await emptyTarget();
	});

	async function refused(path: string, variables: Record<string, string> = {}): Promise<string> {
		const done = await admin({ ...variablesOf(target), ...variables }, 'restore', path);
		expect([done.exit, done.out]).toEqual([1, '']);
		expect(await tablesIn(target)).toEqual([]);
		return done.err.trim();
	}
	async function changed(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
		const path = join(folder, name);
		await writeFile(path, change(await readFile(file)));
		return path;
	}
	const DAMAGED = /est abîmée, coupée, ou d’un autre trousseau que celui-ci\. Rien n’a été touché/;

	it('when the key is another one, or is not in the ring', async () => {
		expect(await refused(file, { HALTE_KEYS: newRingLine(1) })).toMatch(DAMAGED);
		expect(await refused(file, { HALTE_KEYS: newRingLine(2) })).toBe(
			'Cette sauvegarde a été chiffrée avec la clé 1, qui manque au trousseau.'
		);
	});

	it.each([0.0005, 0.01, 0.5, 0.9, 0.99999])('when the file ends after %d of it', async (share) => {
		const path = await changed('cut', (bytes) => bytes.subarray(0, Math.floor(bytes.length * share)));
		expect(await refused(path)).toMatch(share < 0.001 ? /n’est pas une sauvegarde|abîmée/ : DAMAGED);
	});

	it.each([0.003, 0.3, 0.7, 0.9999])('when a bit is another one after %d of it', async (share) => {
		const path = await changed('flipped', (bytes) => {
			const at = Math.floor(bytes.length * share);
			bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
			return bytes;
		});
		expect(await refused(path)).toMatch(DAMAGED);
	});

	it('when the file is none, or something else', async () => {
		expect(await refused(join(folder, 'nowhere'))).toMatch(/ne peut pas être lu\.$/);
		const path = await changed('other', () => Buffer.from('PGDMP'));
		expect(await refused(path)).toMatch(/n’est pas une sauvegarde de Halte\.$/);
	});

	it('when nobody knows who was forgotten', async () => {
		const HALTE_TOMBSTONES = join(folder, 'no-tombstones');
		expect(await refused(file, { HALTE_TOMBSTONES })).toContain(`${HALTE_TOMBSTONES} manque`);
	});

	it('when the database has anything in it', async () => {
		for (const full of [await freshDatabase(), await freshDatabase({ bare: true })]) {
			await copyFile(tombstonesOf(source), tombstonesOf(full));
			const tables = (await tablesIn(full)).length;
			const done = await admin(variablesOf(full), 'restore', file);
			expect([done.exit, done.err]).toEqual([
				1,
				'Cette base n’est pas vide : on ne restaure que dans une base neuve. Rien n’a été touché.\n'
			]);
			expect((await tablesIn(full)).length).toBe(tables);
		}
	});
});

describe('Between versions', () => {
	it('a backup of an older schema comes back, and is brought to this one', async () => {
		const steps = readSteps('db/migrations');
		const past = steps.slice(0, -1);
		// As a version before left it.
		const older = await freshDatabase({ empty: true });
		await older.sql.begin(async (tx) => {
			await beginMigrations(tx);
			await takeSteps(tx, past);
			await noteSteps(tx, past);
			await tx`insert into site (id, name, kind, audience, timezone, position)
				values ('seuil', 'Le Seuil', 'milieu', 'toute personne', 'America/Toronto', 1)`;
			await tx`insert into site_head (site_id, epoch, seq) values ('seuil', 3, 70)`;
		});
		const path = join(folder, 'older.backup');
		const taken = await admin(variablesOf(older), 'backup', path);
		expect([taken.exit, taken.err]).toEqual([0, '']);
		expect((await verifyBackup(path, keys)).migrations).toHaveLength(past.length);
		const target = await emptyTarget();
		const done = await admin(variablesOf(target), 'restore', path);
		expect([done.exit, done.err]).toEqual([0, '']);
		const ran = await target.sql`select hash from drizzle.__drizzle_migrations order by created_at`;
		expect(ran.map((row) => row['hash'] as string)).toEqual(steps.map(({ hash }) => hash));
		expect(await target.sql`select seq from site_head where epoch > 3`).toEqual([{ seq: '70' }]);
		const served = await startNode({ database: target });
		expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
	});

	it('a backup of a newer schema is refused', async () => {
		const newer = await freshDatabase();
		await newer.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${'f'.repeat(64)}, 9e15)`;
		const path = join(folder, 'newer.backup');
		expect((await admin(variablesOf(newer), 'backup', path)).exit).toBe(0);
		const target = await emptyTarget();
		const done = await admin(variablesOf(target), 'restore', path);
		expect([done.exit, done.err]).toEqual([1, expect.stringContaining('plus récente que celle-ci')]);
		expect(await tablesIn(target)).toEqual([]);
	});
});

it('the embedded database is saved beside the running node, and comes back in a new folder', async () => {
	const [from, to] = [join(folder, 'from'), join(folder, 'to')];
	const path = join(folder, 'embedded.backup');
	const first = await startNode({ variables: { HALTE_DATA: from } });
	const { word } = await (await signIn(first, 'pa1')).register(SITE, { services: ['infirmier'] });
	const taken = await admin({ HALTE_DATA: from }, 'backup', path);
	expect([taken.exit, taken.err]).toEqual([0, '']);
	await first.stop();
	const withoutRing = await admin({ HALTE_DATA: to }, 'restore', path);
	expect([withoutRing.exit, withoutRing.err]).toEqual([
		1,
		`Le trousseau ${join(to, 'keys')} manque : remettez la copie que vous avez gardée.\n`
	]);
	await mkdir(to, { recursive: true });
	for (const name of ['keys', 'tombstones']) await copyFile(join(from, name), join(to, name));
	const done = await admin({ HALTE_DATA: to }, 'restore', path);
	expect([done.exit, done.err]).toEqual([0, '']);
	const second = await startNode({ variables: { HALTE_DATA: to } });
	const { view } = await (await signIn(second, 'pa1')).board(SITE, 'reception');
	expect(view.entries.map((entry) => entry.word)).toEqual([word]);
}, 120_000);
