/** The key ring at the start: found, made, proved to be this database's, or refused in a sentence for the operator. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { newRingLine } from '#lib/server/keys/key-ring.ts';
import { admin } from '../support/admin-command.ts';
import { atEnd } from '../support/at-end.ts';
import { Browser } from '../support/browser.ts';
import { newId, signIn } from '../support/client.ts';
import { launchNode, startNode, type HalteNode } from '../support/node-process.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const FIRST = newRingLine(1);
const SECOND = newRingLine(2);
const PIN = '482915';
const OTHER_PIN = '730264';

/** What the operator reads when a start is refused; nothing of any key is in it. */
async function refusal(options: Parameters<typeof launchNode>[0]): Promise<string> {
	const node = await launchNode(options);
	expect(await node.ended).toBe(1);
	for (const line of [FIRST, SECOND]) expect(node.output()).not.toContain(line.slice(2));
	return node.output().trim();
}

describe('With a database of one’s own', () => {
	const withRing = (HALTE_KEYS: string, HALTE_DEMO = '0') => ({ HALTE_KEYS, HALTE_DEMO });

	it.each([
		['no ring', '', 'HALTE_KEYS manque : avec DATABASE_URL, le trousseau de clés doit être donné.'],
		['a text that is none', 'secret', 'HALTE_KEYS n’est pas un trousseau : 1:<32 octets en base64>, …'],
		['half a key', FIRST.slice(0, -4), 'HALTE_KEYS n’est pas un trousseau : 1:<32 octets en base64>, …'],
		['a version twice', `${FIRST},${FIRST}`, 'HALTE_KEYS n’est pas un trousseau : 1:<32 octets en base64>, …']
	])('%s ends the start, in one sentence', async (_, ring, sentence) => {
		const database = await freshDatabase({ bare: true });
		expect(await refusal({ database, variables: withRing(ring) })).toBe(sentence);
	});

	it('the ring of another database, and one without a key that was used, end it too', async () => {
		const database = await freshDatabase({ bare: true });
		const wrong = 'La clé 1 du trousseau n’est pas celle de cette base de données.';
		await (await startNode({ database, variables: withRing(`${FIRST} ${SECOND}`) })).stop();
		expect(await refusal({ database, variables: withRing(newRingLine(1) + ',' + SECOND) })).toBe(wrong);
		expect(await refusal({ database, variables: withRing(FIRST) })).toBe(
			'Il manque la clé 2 au trousseau de cette base.'
		);
		const any = `# the order does not matter\n${SECOND}\n${FIRST}`;
		await (await startNode({ database, variables: withRing(any) })).stop();
		// As docs/operations.md says, for whoever has lost the ring.
		await database.sql`delete from key_version`;
		await startNode({ database, variables: withRing(newRingLine(1)) });
	});

	it('the demo’s nodes agree on a key that everybody knows, and nobody works with it by mistake', async () => {
		const database = await freshDatabase();
		await Promise.all([startNode({ database }), startNode({ database })]);
		expect(await refusal({ database, variables: withRing(FIRST) })).toBe(
			'La clé 1 du trousseau n’est pas celle de cette base de données.'
		);
	});
});

describe('A second key that is added later', () => {
	let database: TestDatabase;
	let device: string;

	beforeAll(async () => {
		database = await freshDatabase();
		const key = newId();
		device = `halte_device=${key}`;
		await database.sql`
			insert into device (id, site_id, label, key_hash, enrolled_by, enrolled_at, last_seen_at)
			values (${newId()}, 'perron', 'Accueil', ${hashToken(key)}, 'coo1', now(), now())`;
	});

	const start = (ring: string) => startNode({ database, variables: { HALTE_KEYS: ring } });
	const storedPin = async () => {
		const [row] = await database.sql<
			{ hash: string }[]
		>`select pin_hash as hash from account where id = 'inf1'`;
		return row?.hash.slice(0, 12);
	};

	async function choosePin(node: HalteNode, pin: string): Promise<void> {
		const nurse = await new Browser(node, { device }).signIn('inf1');
		const { headers } = await nurse.submit('/compte/nip', { pin, again: pin });
		expect(headers.get('location')).toBe('/compte?fait=pin');
	}
	const unlock = async (node: HalteNode, pin: string) =>
		(await new Browser(node, { device }).ask('POST', '/api/v1/session/unlock', { accountId: 'inf1', pin }))
			.status;

	it('waits until it is put in service, then closes what comes now; what the first one closed still opens', async () => {
		const before = await start(FIRST);
		await choosePin(before, PIN);
		expect([await storedPin(), await unlock(before, PIN)]).toEqual(['1:$argon2id$', 200]);
		await before.stop();
		const ring = `${FIRST},${SECOND}`;
		const after = await start(ring);
		await choosePin(after, PIN);
		expect(await storedPin()).toBe('1:$argon2id$');
		const variables = { ...database.variables, HALTE_DEMO: '1', HALTE_KEYS: ring };
		const { exit, out } = await admin(variables, 'keys', 'rotate');
		expect([exit, out.split(':')[0]]).toEqual([0, 'La clé 2 est en service ']);
		expect([await unlock(after, PIN), await unlock(after, OTHER_PIN)]).toEqual([200, 401]);
		// The node is not restarted: it hears of the key within seconds.
		const chosenAnew = async () => {
			await choosePin(after, OTHER_PIN);
			return storedPin();
		};
		await expect.poll(chosenAnew, { interval: 1_000 }).toBe('2:$argon2id$');
		expect([await unlock(after, OTHER_PIN), await unlock(after, PIN)]).toEqual([200, 401]);
	});
});

describe('A rotation at the terminal', () => {
	const rotate = (database: TestDatabase, ring: string) =>
		admin({ ...database.variables, HALTE_DEMO: '1', HALTE_KEYS: ring }, 'keys', 'rotate');

	it('without a newer key, and with the key that everybody knows, is refused in a sentence', async () => {
		const [own, demo] = [await freshDatabase(), await freshDatabase()];
		const refused = [await rotate(own, FIRST), await rotate(demo, '')];
		expect(refused.map(({ exit, err }) => [exit, err.trim()])).toEqual([
			[
				1,
				'HALTE_KEYS n’a pas de clé plus récente que la clé 1. Ajoutez-y la clé 2, redémarrez tous les nœuds, puis recommencez.'
			],
			[1, 'La démonstration a une clé que tout le monde connaît : il n’y a rien à renouveler.']
		]);
	});

	it('a node that was not given the key says that something is wrong, never that nobody was found', async () => {
		const database = await freshDatabase();
		const node = await startNode({ database, variables: { HALTE_KEYS: FIRST } });
		const desk = await signIn(node, 'pa1');
		const find = () => desk.post('/sites/perron/people/find', { alias: 'Ama', word: 'bouleau' });
		expect([(await find()).status, (await find()).text]).toEqual([200, '{"people":[]}']);
		expect((await rotate(database, `${FIRST},${SECOND}`)).exit).toBe(0);
		expect((await find()).status).toBeGreaterThanOrEqual(500);
	});
});

it('Beside the embedded database: made once, for its owner’s eyes, and never made anew over old data', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'halte-keys-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const file = join(folder, 'keys');
	const variables = { HALTE_DATA: folder };
	const made = `Un trousseau de clés a été créé : ${file}.`;

	const first = await startNode({ variables });
	await expect.poll(() => first.output()).toContain(made);
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	const ring = await readFile(file, 'utf8');
	expect(ring).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/);
	expect(first.output()).not.toContain(ring.trim().slice(2));
	await first.stop();

	await writeFile(file, 'rien');
	expect(await refusal({ variables })).toContain(`Le trousseau ${file} est illisible.`);
	await rm(file);
	expect(await refusal({ variables })).toContain(`Le trousseau ${file} manque : remettez la copie`);
	await writeFile(file, newRingLine(1));
	expect(await refusal({ variables })).toContain('La clé 1 du trousseau n’est pas celle de cette base');
	await writeFile(file, ring);
	expect((await startNode({ variables })).output()).not.toContain(made);
});
