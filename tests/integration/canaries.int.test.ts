/** A day of fifty people with a name and a card: no place on the server's side keeps either of them in clear. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEnd } from '../support/at-end.ts';
import { canariesIn, canaryPeople, WITNESS, type CanaryPerson } from '../support/canaries.ts';
import { firstEntry, signIn, type Client } from '../support/client.ts';
import { dataFolderOf, everythingIn, filesIn, listenToRedis } from '../support/everything.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { startRedis } from '../support/redis-process.ts';
import { connectStaff } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const SITE = 'perron';
const HOW_MANY = 50;
/** Crockford's base 32, without what is mistaken for something else. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newCard = () => Array.from(randomBytes(10), (byte) => SIGNS[byte % SIGNS.length]).join('');

let database: TestDatabase;
let node: HalteNode;
let redis: Awaited<ReturnType<typeof listenToRedis>>;
let redisUrl: string;
/** What callers were told when they were refused. */
const refusals: string[] = [];

/** One person's day: put on the list, known from now on, written down, found again, seen. */
async function day(person: CanaryPerson, { desk, nurse }: { desk: Client; nurse: Client }): Promise<void> {
	const { alias, note, contact, legalName, word, numbers } = person;
	const visit = await desk.register(SITE, {
		services: ['infirmier'],
		alias,
		note,
		contact,
		healthCard: 'yes'
	});
	const personId = randomUUID();
	const known = { personId, isNew: true, alias, word, contact, card: newCard() };
	await desk.do(`/visits/${visit.id}/identify`, known);
	await nurse.do(`/sites/${SITE}/people/${personId}/details`, { legalName, contact: `${contact}, le soir` });
	for (const number of numbers) {
		await nurse.do(`/sites/${SITE}/people/${personId}/health-number`, { number });
	}
	await nurse.do(`/visits/${visit.id}/details`, { note: `${note}, mieux aujourd’hui` });
	const file = await nurse.get<{ visit: { alias: string } }>(`/visits/${visit.id}`);
	expect([file.status, file.body.visit.alias]).toEqual([200, alias]);
	await nurse.step(firstEntry(visit), 'call');
	await nurse.step(firstEntry(visit), 'start');
	await nurse.step(firstEntry(visit), 'complete');
}

/** What does not come through, and may have been written down on the way. */
async function refusedOnes({ alias, numbers, word }: CanaryPerson, nurse: Client): Promise<void> {
	const nobody = `/sites/${SITE}/people/${randomUUID()}`;
	const replies = [
		await nurse.tryTo(`${nobody}/health-number`, { number: numbers[0] }),
		await nurse.tryTo(`${nobody}/details`, { alias, unknownField: alias }),
		await nurse.post(`/sites/${SITE}/people/find`, { alias }),
		await nurse.tryTo(`/sites/${SITE}/visits`, { services: [alias], alias, word: alias }),
		await nurse.tryTo(`/visits/${randomUUID()}/details`, { alias }),
		await nurse.post('/session', { username: alias, password: word })
	];
	expect(replies.map(({ status }) => status).every((status) => status >= 400)).toBe(true);
	refusals.push(...replies.map(({ text }) => text));
	await database.sql`alter table visit_personal add constraint broken check (alias_sealed is null) not valid`;
	refusals.push((await nurse.tryTo(`/sites/${SITE}/visits`, { services: ['infirmier'], alias })).text);
	await database.sql`alter table visit_personal drop constraint broken`;
}

beforeAll(async () => {
	database = await freshDatabase();
	await database.sql`update network_settings set health_number = true, memory_code = true`;
	redisUrl = (await startRedis()).url;
	redis = await listenToRedis(redisUrl);
	atEnd(() => redis.end());
	const variables = { HALTE_LOG: 'debug' };
	node = await startNode({ database, redisUrl, variables });
	const other = await startNode({ database, redisUrl, variables });
	const hands = { desk: await signIn(node, 'pa1'), nurse: await signIn(node, 'inf1') };
	// Somebody looks on at another server: what is said goes through Redis.
	const screen = await connectStaff(await signIn(other, 'pa1'), SITE, 'reception');
	const people = canaryPeople(HOW_MANY);
	for (const person of people) await day(person, hands);
	const [first] = people;
	if (first === undefined) throw new Error('there are people');
	const found = await hands.nurse.post<{ people: object[] }>(`/sites/${SITE}/people/find`, {
		alias: first.alias,
		word: first.word
	});
	expect([found.status, found.body.people.length]).toEqual([200, 1]);
	await refusedOnes(first, hands.nurse);
	await hands.desk.register(SITE, { services: ['infirmier'], alias: first.alias });
	await screen.untilView('the name on the list of another server', ({ entries }) =>
		entries.some(({ alias }) => alias === first.alias)
	);
	refusals.push(other.output());
}, 180_000);

/** Tables, indexes, journal: all that Postgres has on the disk, of every database. */
async function filesWithCanaries(): Promise<string[]> {
	const hits: string[] = [];
	for await (const { path, text } of filesIn(await dataFolderOf(database.sql))) {
		hits.push(...canariesIn(text).map((hit) => `${path}: ${hit}`));
	}
	return hits;
}

it('the day was as many-sided as it should be', async () => {
	const [counted] = await database.sql`
		select (select count(*)::int from person_personal where health_number is not null and alias is not null) as people,
			(select count(*)::int from visit_personal where alias_sealed is not null) as visits,
			(select count(*)::int from person_rectification) as corrected`;
	expect(counted).toEqual({ people: HOW_MANY, visits: HOW_MANY + 1, corrected: 3 * HOW_MANY });
});

it('no file of Postgres holds them, its journal neither; the same search then finds what is put there', async () => {
	expect(await filesWithCanaries()).toEqual([]);
	const witness = await freshDatabase();
	await witness.sql`create table witness as select ${WITNESS}::text as words`;
	const found = await filesWithCanaries();
	expect(found.some((hit) => hit.includes('/base/'))).toBe(true);
	expect(found.some((hit) => hit.includes('/pg_wal/'))).toBe(true);
});

describe('The search finds', () => {
	it('every spelling, in clear, in an address, in hexadecimal and in base64', () => {
		expect(canariesIn(WITNESS).map((hit) => hit.split(',')[0])).toEqual([
			'a name',
			'a number',
			'a name in hexadecimal',
			'a name in base64'
		]);
		for (const { numbers, ...texts } of canaryPeople(HOW_MANY)) {
			for (const text of [...numbers, ...Object.values(texts)]) {
				expect(canariesIn(`…${text}…`), text).toHaveLength(1);
				expect(canariesIn(encodeURIComponent(text)), text).toHaveLength(1);
			}
		}
		expect(canariesIn('Huard 4, QZXK, 8505 0312')).toEqual([]);
	});

	it('in a table, in its columns of bytes, and in Redis', async () => {
		await database.sql`create table witness (words text, bytes bytea)`;
		await database.sql`insert into witness values (${WITNESS}, null), (null, ${Buffer.from(WITNESS)})`;
		const dump = await everythingIn(database.sql);
		await database.sql`drop table witness`;
		expect(dump.split('\n').filter((line) => canariesIn(line).length === 4)).toHaveLength(2);
		const { url } = await startRedis();
		const listening = await listenToRedis(url);
		const client = new Redis(url);
		await client.xadd('stream', '*', 'words', WITNESS);
		// Once as it was told, once as it is held.
		await expect.poll(async () => canariesIn(await listening.all())[0]).toContain('a name, 2 times');
		client.disconnect();
		listening.end();
	});
});

describe('In clear, nowhere:', () => {
	it('no column of any table', async () => {
		expect(canariesIn(await everythingIn(database.sql))).toEqual([]);
	});

	it('no command that Redis was given, and nothing that it holds', async () => {
		const all = await redis.all();
		expect(all).toMatch(/^publish halte/m);
		expect(canariesIn(all)).toEqual([]);
	});

	it('no line of a log, and no refusal', () => {
		expect(node.output()).toContain('Halte est prête');
		expect(refusals.join('\n')).toContain('not_saved');
		expect(canariesIn(node.output())).toEqual([]);
		expect(canariesIn(refusals.join('\n'))).toEqual([]);
	});
});
