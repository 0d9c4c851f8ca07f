/**
 * Every id that a request can hold, taken from another site, while all the rest of the request is right: refused, with
 * no word more than about something that nobody has, and without a trace on anything of that site.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { contentOf } from '../support/content.ts';
import { doorOf } from '../support/crowd.ts';
import { startNode, type HalteNode } from '../support/node-process.ts';
import { TAKEN_FOR_NOTHING } from '../support/policy/asked.ts';
import { FOREIGN, OWN, engage, type Troupe } from '../support/policy/cast.ts';
import { everythingAt, wordsOf, type AtSite } from '../support/policy/elsewhere.ts';
import { inputs } from '../support/policy/inputs.ts';
import { thingNamed } from '../support/policy/named-things.ts';
import { send, type Told } from '../support/policy/send.ts';
import type { Place, Stage, Things } from '../support/policy/stage.ts';
import {
	askersOf,
	doorsThatName,
	isDrawn,
	nobodys,
	withOneId,
	withOwn,
	type Asked,
	type Asker,
	type Named,
	type Request
} from '../support/policy/strange-ids.ts';
import { knockOnSocket, watch } from '../support/policy/walk-sockets.ts';
import { connectDisplay, pairDisplay } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

const DOORS = doorsThatName();

let database: TestDatabase;
let node: HalteNode;
let troupe: Troupe;
let own: AtSite;
let foreign: AtSite;

beforeAll(async () => {
	database = await freshDatabase();
	node = await startNode({ database });
	const { sql } = database;
	troupe = await engage(sql, node);
	const door = doorOf(database);
	const stageOf = (siteId: string): Stage => ({ siteId, sql, door, hand: troupe.hand });
	await sql`update network_settings set memory_code = true`;
	own = await everythingAt(stageOf(OWN), node);
	foreign = await everythingAt(stageOf(FOREIGN), node);
}, 180_000);

/** What a door is asked about at a site. */
const thingsAt = async ({ stage, things }: AtSite, { door }: Asked, place: Place): Promise<Things> => ({
	...things,
	...(await door.before?.(stage, place))
});

/** One line for each id of the other site that was not refused as it should be. */
async function strangeness(asked: Asked, askers: readonly Asker[]): Promise<string[]> {
	const { door, title, named } = asked;
	const [first] = askers;
	if (first === undefined) return [];
	const there = await thingsAt(foreign, asked, { ...first.place, inHandOf: null });
	const words = await wordsOf(foreign, there);
	const before = await contentOf(database.sql, [], words.ids);
	const found: string[] = [];
	const say = (who: Asker, one: Named, what: string) =>
		found.push(`${who.title}: ${one.at} ${one.field} of another site: ${what}`);
	const as = async (asker: Asker, request: Request) =>
		send(node.url, door.byTwin ? await asker.twin() : asker.cookie, request);

	const fresh = () => thingsAt(own, asked, first.place);
	// Refusals leave them as they are: they serve for all.
	const things = await fresh();
	for (const one of named) {
		const id = there[one.thing] ?? '';
		const taken = TAKEN_FOR_NOTHING[`${title} ${one.field}`];
		const all: readonly Asker[] = taken?.makes ? [first] : askers;
		const withId = async (which: string) =>
			withOneId(door, taken?.makes ? await fresh() : things, one, which);
		for (const asker of all) {
			const told = await as(asker, await withId(id));
			if (taken ? told.status !== door.yes : !isRefused(told, asked))
				say(asker, one, `answered ${seen(told)}`);
			const leaked = words.all.filter((word) => word !== id && told.text.includes(word));
			if (leaked.length > 0) say(asker, one, `was told ${leaked.join(', ')}`);
			if (asker !== first || isDrawn(title, one)) continue;
			const none = nobodys(id);
			const nothing = await as(asker, await withId(none));
			const isSame = taken?.makes || said(told, id) === said(nothing, none);
			if (told.status !== nothing.status || !isSame)
				say(asker, one, `${seen(told)}, of nobody: ${seen(nothing)}`);
		}
		// And the very same request about one's own is a yes: it is for this id that it was refused.
		const right = await as(first, withOwn(door, title, await fresh(), one));
		if (right.status !== door.yes) say(first, one, `instead of one’s own, which is answered ${seen(right)}`);
	}
	const after = await contentOf(database.sql, [], words.ids);
	const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
	return touched.length === 0
		? found
		: [...found, `something of another site has changed in ${touched.join(', ')}`];
}

/** Whoever was left alone with a screen is led back to their own page. */
function isRefused({ status, code }: Told, { door }: Asked): boolean {
	if (door.asks.of === 'alone' && status === 303) return true;
	// Where nobody has signed in yet there is nobody to be forbidden anything.
	const isNo = [400, 403, 404, 409, 422, ...(door.asks.of === 'tablet' ? [401] : [])].includes(status);
	return isNo && (door.isPage || code !== null);
}

const seen = ({ status, code, text }: Told) => `${status} ${code ?? text.slice(0, 120)}`;
/** But for the id itself, and instants. */
const said = ({ text }: Told, id: string) =>
	text.replaceAll(id, 'ID').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW');

describe('An id of another site', () => {
	it.each(DOORS.map((asked) => [asked.title, asked] as const))(
		'%s',
		async (_, asked) => {
			expect(await strangeness(asked, askersOf(asked.door, troupe, own.tablet.key))).toEqual([]);
		},
		120_000
	);

	it('is one of something that is really there', async () => {
		const nothing = await contentOf(database.sql, [], [nobodys(FOREIGN)]);
		// Kept as hashes, or made of two.
		const unseen = ['card', 'memoryCode', 'screenKey', 'placeId'];
		const things = [...new Set(DOORS.flatMap(({ named }) => named.map(({ thing }) => thing)))];
		for (const thing of things.filter((one) => !unseen.includes(one)))
			expect(await contentOf(database.sql, [], [foreign.things[thing]]), thing).not.toEqual(nothing);
	});

	it('is nothing to those who belong to all of them: what they alone may do names no other', () => {
		const alone = DOORS.filter(({ door }) => askersOf(door, troupe, own.tablet.key).length === 0);
		expect(alone.map(({ title }) => title)).toEqual([
			'/administration/milieux?/create',
			'/administration/cet-appareil?/enrol'
		]);
	});

	it('that is taken for nothing has a door, and a reason to be', () => {
		const here = DOORS.flatMap(({ title, named }) => named.map(({ field }) => `${title} ${field}`));
		expect(here).toEqual(expect.arrayContaining(Object.keys(TAKEN_FOR_NOTHING)));
	});
});

describe('An id of another site over a socket', () => {
	it('stands in two messages, which the tests below send', () => {
		const messages = inputs().filter((input) => input.at === 'message' && thingNamed(input));
		expect(messages.map(({ door, field }) => `${door} ${field}`)).toEqual(['watch siteId', 'kept token']);
	});

	it('shows nothing to any of the staff, and what they watch of their own goes on', async () => {
		const members = troupe.cast.filter(({ role }) => role !== 'administrator');
		for (const { client, title } of members) {
			const screen = knockOnSocket(node.url, '/staff', client);
			for (const siteId of [FOREIGN, nobodys(FOREIGN)])
				expect(await watch(screen, siteId, undefined), title).toEqual({ answer: 'not_found', board: null });
			await watch(screen, OWN, undefined);
			expect(
				screen.boards.filter(({ siteId }) => siteId !== OWN),
				title
			).toEqual([]);
			screen.socket.disconnect();
		}
	});

	it('is worth nothing to a screen: neither the other site, nor the key of a screen there', async () => {
		const key = foreign.things.screenKey;
		const mark = () => contentOf(database.sql, [], [FOREIGN, hashToken(key)]);
		const screen = await connectDisplay(node, await pairDisplay(troupe.hand, OWN), () => {});
		const before = await mark();
		screen.socket.emit('kept', { token: key });
		screen.socket.emit('watch', { siteId: FOREIGN });
		await screen.until('another view', () => screen.boards.length > 1);
		expect(new Set(screen.boards.map(({ siteId }) => siteId))).toEqual(new Set([OWN]));
		expect(await mark()).toEqual(before);
		const other = await connectDisplay(node, key);
		expect(other.latest.siteId).toBe(FOREIGN);
	});
});
