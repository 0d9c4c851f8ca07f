/** A new key while Halte serves: nobody is lost from sight, and nothing that was written is lost. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundPeopleAnswer } from '#lib/contract/people.ts';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import { keyRing, parseRing, type KeyRing } from '#lib/server/keys/key-ring.ts';
import { readRingFileNow } from '#lib/server/keys/ring-file.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import { learnNewestKeys, withNewestKeys } from '#lib/server/store/newest-keys.ts';
import { readKeyUses } from '#lib/server/store/sealed-columns.ts';
import { admin, beginAdmin } from '../support/admin-command.ts';
import { atEnd } from '../support/at-end.ts';
import { signIn, type Client } from '../support/client.ts';
import { databaseIn } from '../support/embedded-database.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { insertPeople, type SealedPerson } from '../support/sealed-people.ts';

const SITE = 'perron';
const HOW_MANY = 10_000;
const LOOKING_AT_ONCE = 4;
/** In each of two rotations; one account may look 120 people up in ten minutes. */
const NODE_IS_ASKED = 40;

let folder: string;
let file: string;
let node: HalteNode;
let sql: Sql;
let people: SealedPerson[];
let desk: Client;
const here = () => ({ HALTE_DATA: folder, HALTE_DEMO: '1' });

/** A ring as a node holds it: it knows where to look for a key that is new. */
async function livingRing(): Promise<KeyRing> {
	const masters = parseRing(await readFile(file, 'utf8')) ?? new Map<number, Buffer>();
	const ring = keyRing(masters, () => readRingFileNow(file));
	await learnNewestKeys(sql, ring);
	return ring;
}

/** Who is found by the alias, and under which name. */
function lookUp(ring: KeyRing, alias: string): Promise<{ id: string; alias: string }[]> {
	return withNewestKeys(sql, ring, () => foundNow(ring, alias));
}

async function foundNow(ring: KeyRing, alias: string): Promise<{ id: string; alias: string }[]> {
	const rows = await sql<{ id: string; alias: Buffer }[]>`
		select person_id as id, alias from person_personal
		where alias_index = any(${ring.indexes('alias_index', normalAlias(alias))})`;
	return rows.map(({ id, alias: sealed }) => ({ id, alias: openText(ring, 'alias', sealed, id) }));
}

const somebody = () => people[Math.floor(Math.random() * HOW_MANY)] as SealedPerson;

const isRight = (person: SealedPerson, found: readonly { id: string; alias: string }[]) =>
	found.length === 1 && found[0]?.id === person.id && found[0].alias === person.alias;

/** The same question to the node, which was there before: by alias and memory word, as at the counter. */
async function isFoundByNode({ id, alias, word }: SealedPerson): Promise<boolean> {
	const { body } = await desk.post<FoundPeopleAnswer>(`/sites/${SITE}/people/find`, { alias, word });
	return body.people.length === 1 && body.people[0]?.id === id && body.people[0].alias === alias;
}

/** Looks people up without a pause while `work` goes on; how many were found right, and how many not. */
async function whileLookingUp<R>(work: Promise<R>): Promise<{ done: R; right: number; wrong: number }> {
	const ring = await livingRing();
	const count = { right: 0, wrong: 0 };
	let over = false;
	const looking = Array.from({ length: LOOKING_AT_ONCE }, async () => {
		while (!over) {
			const person = somebody();
			count[isRight(person, await lookUp(ring, person.alias)) ? 'right' : 'wrong'] += 1;
		}
	});
	const asking = async () => {
		for (let asked = 0; !over && asked < NODE_IS_ASKED; asked += 1) {
			count[(await isFoundByNode(somebody())) ? 'right' : 'wrong'] += 1;
		}
	};
	looking.push(asking());
	const done = await work.finally(() => (over = true));
	await Promise.all(looking);
	return { done, ...count };
}

async function howManyAreFound(): Promise<number> {
	const ring = await livingRing();
	let right = 0;
	const waiting = people.values();
	const looking = Array.from({ length: LOOKING_AT_ONCE }, async () => {
		for (const person of waiting) if (isRight(person, await lookUp(ring, person.alias))) right += 1;
	});
	await Promise.all(looking);
	return right;
}

const underKey = async (version: number, column: string) =>
	(await readKeyUses(sql)).find((use) => use.version === version && use.column === column)?.rows ?? 0;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'halte-rotation-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	file = join(folder, 'keys');
	node = await startNode({ variables: { HALTE_DATA: folder } });
	sql = await databaseIn(folder);
	people = await insertPeople(sql, await livingRing(), { siteId: SITE, count: HOW_MANY });
	desk = await signIn(node, 'pa1');
	await desk.register(SITE, { services: ['infirmier'], alias: 'Ama', note: 'Toux' });
}, 120_000);

/** What the node, which is never restarted here, says of the people on its list. */
async function namesOnTheList(): Promise<(string | null)[]> {
	const { view } = await (await signIn(node, 'pa1')).board(SITE, 'reception');
	return view.entries.map(({ alias }) => alias);
}

// Ten thousand people, four times over.
describe('Beside the embedded database', { timeout: 180_000 }, () => {
	it('ten thousand people are found, every time, while all that is sealed goes under a new key', async () => {
		const rotating = admin(here(), 'keys', 'rotate');
		const { done, right, wrong } = await whileLookingUp(rotating);
		expect(done.exit, done.err).toBe(0);
		expect(done.out).toContain('La clé 2 est en service');
		expect(wrong).toBe(0);
		expect(right).toBeGreaterThan(500);
		expect(await howManyAreFound()).toBe(HOW_MANY);
		// With the key from before alone nobody is found: the rows did change under everybody's eyes.
		const frozen = keyRing(new Map([...(readRingFileNow(file) ?? [])].filter(([version]) => version === 1)));
		expect(await foundNow(frozen, people[0]?.alias ?? '')).toEqual([]);
	});

	it('no row that can be written anew is left under the old key', async () => {
		const uses = await readKeyUses(sql);
		expect(uses.filter(({ movable, version }) => movable && version === 1)).toEqual([]);
		for (const column of ['alias', 'alias_index', 'contact']) {
			expect(await underKey(2, `person_personal.${column}`)).toBe(HOW_MANY);
		}
		// Nobody keeps the words: they stay, and so does their key.
		expect(await underKey(1, 'person_personal.word_index')).toBe(HOW_MANY);
	});

	it('the file holds both keys, for its owner’s eyes', async () => {
		expect((await readFile(file, 'utf8')).match(/^\d+:/gm)).toEqual(['1:', '2:']);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	it('the node that was there before goes on reading and writing, with the new key', async () => {
		expect(await namesOnTheList()).toContain('Ama');
		await expect
			.poll(async () => {
				await desk.register(SITE, { services: ['infirmier'], alias: 'Bo' });
				return underKey(2, 'visit_personal.alias_sealed');
			})
			.toBeGreaterThan(1);
		expect(await namesOnTheList()).toEqual(expect.arrayContaining(['Ama', 'Bo']));
	});

	it('cut off half way, everybody is still found, and the next run ends what was begun', async () => {
		const { child, done } = beginAdmin(here(), 'keys', 'rotate');
		const cut = expect
			.poll(() => underKey(3, 'person_personal.alias'), { interval: 5 })
			.toBeGreaterThan(100)
			.then(() => child.kill('SIGKILL'));
		const during = await whileLookingUp(Promise.all([cut, done]));
		expect(during.wrong).toBe(0);
		const moved = await underKey(3, 'person_personal.alias');
		expect(moved).toBeLessThan(HOW_MANY);
		expect(await howManyAreFound()).toBe(HOW_MANY);

		const again = await admin(here(), 'keys', 'rotate');
		expect(again, again.err).toMatchObject({ exit: 0 });
		expect(again.out).toContain('La rotation vers la clé 3 est finie');
		expect(await underKey(3, 'person_personal.alias')).toBe(HOW_MANY);
		expect((await readFile(file, 'utf8')).match(/^\d+:/gm)).toEqual(['1:', '2:', '3:']);
		expect(await namesOnTheList()).toContain('Ama');
	});

	it('two at once: one works, the other says so', async () => {
		const both = await Promise.all([admin(here(), 'keys', 'rotate'), admin(here(), 'keys', 'rotate')]);
		const refused = both.filter(({ exit }) => exit === 1);
		expect(refused.map(({ err }) => err.trim())).toEqual(['Une rotation est déjà en cours.']);
	});

	it('the terminal tells which keys are needed', async () => {
		const { out } = await admin(here(), 'keys');
		expect(out).toMatch(/^colonne +clé 1 +clé 2 +clé 3 +clé 4/m);
		expect(out).toMatch(/^person_personal\.alias +0 +0 +0 +10000/m);
		expect(out).toMatch(/^person_personal\.word_index +10000 +0 +0 +0 +reste$/m);
		expect(out).toContain('On écrit avec la clé 4.');
	});

	it('a value that no key opens is left as it is, and told of', async () => {
		const [victim] = people;
		await sql`update person_personal set contact = set_byte(contact, 40, get_byte(contact, 40) # 1)
			where person_id = ${victim?.id ?? ''}`;
		const { exit, err } = await admin(here(), 'keys', 'rotate');
		expect([exit, err]).toEqual([1, expect.stringContaining('1 lignes ne s’ouvrent avec aucune clé')]);
		expect(await underKey(4, 'person_personal.contact')).toBe(1);
		expect(await underKey(5, 'person_personal.contact')).toBe(HOW_MANY - 1);
	});
});
