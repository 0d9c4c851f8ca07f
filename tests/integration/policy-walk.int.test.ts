/** Every door of the server, as every role, at a site of one's own and at another: what the policy says, and no more. */
import { beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import { doorOf } from '../support/crowd.ts';
import { startNode } from '../support/node-process.ts';
import { board } from '../support/policy/asks.ts';
import { CALLS } from '../support/policy/calls.ts';
import { FOREIGN, HAND, OWN, engage } from '../support/policy/cast.ts';
import { callDoor, formDoor, pageDoor } from '../support/policy/doors.ts';
import { pathsIn } from '../support/policy/field.ts';
import { fillBoard } from '../support/policy/full-board.ts';
import { knock } from '../support/policy/knock.ts';
import { Overheard } from '../support/policy/overheard.ts';
import { PAGES } from '../support/policy/pages.ts';
import { callsOfRoutes } from '../support/policy/route-tree.ts';
import { HEARD, SAID } from '../support/policy/socket-events.ts';
import { aCutDisplay, person, type Before, type Stage } from '../support/policy/stage.ts';
import { visitorsOf } from '../support/policy/visitors.ts';
import { strayed, surprises, walkDoor, type Met, type Walk } from '../support/policy/walk.ts';
import {
	entryOf,
	knockOnSocket,
	listen,
	surprisesOf,
	walkSocket,
	watch
} from '../support/policy/walk-sockets.ts';
import { pairDisplay, type Screen } from '../support/screen.ts';
import { freshDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let walk: Walk;
let url: string;
/** Visits of a board that holds somebody in every state. */
let visits: string[];
const overheard = new Overheard();
const CARE_ROOM = `${OWN}-salle-1`;

beforeAll(async () => {
	database = await freshDatabase();
	const node = await startNode({ database });
	const { sql } = database;
	const troupe = await engage(sql, node);
	const door = doorOf(database);
	const stageOf = (siteId: string): Stage => ({ siteId, sql, door, hand: troupe.hand });
	walk = { ...troupe, own: stageOf(OWN), foreign: stageOf(FOREIGN) };
	url = node.url;
	await aCutDisplay(walk.own, { service: '', inHandOf: null });
	visits = await fillBoard(sql, troupe.hand, OWN, CARE_ROOM);
});

function expectAsThePolicySays(met: readonly Met[]): void {
	expect(met.length).toBeGreaterThan(walk.cast.length);
	expect(surprises(met)).toEqual([]);
	expect(met.flatMap((one) => overheard.inAnswer(one))).toEqual([]);
}

describe('What is really shown of a board with somebody in every state', () => {
	it('over a socket: each role sees the audiences that are theirs, and the fields of these', async () => {
		const watched = (await Promise.all(visitorsOf(walk, board).map((one) => walkSocket(walk, one)))).flat();
		expect(surprisesOf(watched)).toEqual([]);
		const more = watched.flatMap(({ visitor, call, board: shown }) => {
			const found = shown === null ? [] : overheard.inBoard(visitor.member?.role ?? 'stranger', shown);
			return found.map((what) => `${visitor.title}: ${call}: ${what}`);
		});
		expect(more).toEqual([]);
		// Each field was there to be seen, so that the lists above are no fiction.
		const staff = AUDIENCES.filter((audience) => audience !== 'display');
		expect(staff.flatMap((audience) => overheard.neverSeen(audience))).toEqual([]);
	});

	it('on a wall: words and rooms', async () => {
		const screen = knockOnSocket(url, '/display', { token: await pairDisplay(walk.own.hand, OWN) });
		const { view } = await screen.until('the first view', () => screen.boards[0]);
		expect('calls' in view && view.calls.length).toBeGreaterThan(0);
		expect(screen.boards.flatMap((shown) => overheard.inBoard('screen', shown))).toEqual([]);
		expect(overheard.neverSeen('display')).toEqual([]);
		screen.socket.disconnect();
	});

	it('in a file: only to those who may open it', async () => {
		const [row] = Object.entries(CALLS).filter(([key]) => key === 'GET /api/v1/visits/[visitId]');
		if (row === undefined) throw new Error('files are read by a call');
		for (const visitId of visits) {
			const before: Before = (stage, place) =>
				stage.siteId === OWN ? Promise.resolve({ visitId }) : person()(stage, place);
			expectAsThePolicySays(await walkDoor(walk, callDoor(row[0], { ...row[1], before })));
		}
		expect(overheard.neverSeen('fileAnswer')).toEqual([]);
	});
});

describe('Every page and every form, as every role, here and elsewhere', () => {
	it.each(Object.entries(PAGES))('%s', async (page, row) => {
		const forms = Object.entries(row.forms ?? {}).map(([name, form]) => formDoor(page, name, form));
		const met: Met[] = [];
		for (const door of [pageDoor(page, row), ...forms]) met.push(...(await walkDoor(walk, door)));
		expect(surprises(met)).toEqual([]);
		expect(strayed(met)).toEqual([]);
		const told = met.flatMap(({ who, call, member, answer }) =>
			overheard.inText(member?.role ?? 'stranger', answer.text).map((what) => `${who}: ${call}: ${what}`)
		);
		expect(told).toEqual([]);
	});
});

describe('Doors of sockets that are not one’s own', () => {
	const cookieOf = () => walk.own.hand.cookie;
	const tokenIn = (cookie: string) => cookie.split('=').slice(1).join('=');

	it.each([
		['a session is no key of a screen', '/display', () => ({ cookie: cookieOf() })],
		['nor is the session’s token', '/display', () => ({ token: tokenIn(cookieOf()) })],
		['the key of a screen is no session', '/staff', () => ({ token: 'KEY' })],
		['the main hall leads nowhere', '/', () => ({ cookie: cookieOf() })],
		['nor does a door that nobody built', '/metrics', () => ({ cookie: cookieOf() })]
	])('%s', async (_, namespace, held) => {
		const { cookie, token }: { cookie?: string; token?: string } = held();
		const key = token === 'KEY' ? await pairDisplay(walk.own.hand, OWN) : token;
		const screen = knockOnSocket(url, namespace, { cookie, token: key });
		expect(['not_signed_in', 'not_found', 'Invalid namespace']).toContain(await entryOf(screen));
		expect(screen.boards).toEqual([]);
	});

	const raw = (screen: Screen) =>
		screen.socket as unknown as { emit(event: string, ...args: unknown[]): void };

	it('events that nobody listens to show nothing, and a line that sent them still serves', async () => {
		const screen = knockOnSocket(url, '/staff', walk.cast[0]?.client);
		const heard = listen(screen);
		const unheard = Object.keys(SAID).filter((event) => !SAID[event]?.staff);
		for (const event of [...unheard, ...Object.keys(HEARD), 'bell', 'join', 'subscribe', 'file'])
			raw(screen).emit(event, { siteId: FOREIGN, audience: 'reception', token: 'x'.repeat(43) });
		raw(screen).emit('watch', { siteId: FOREIGN, audience: 'everything' });
		expect(await watch(screen, FOREIGN, 'reception')).toMatchObject({ answer: 'not_found' });
		expect(heard().filter((event) => event !== 'head')).toEqual(['refused']);
		screen.socket.disconnect();
	});

	it('a screen is shown its own site as a screen, whatever it asks for', async () => {
		const screen = knockOnSocket(url, '/display', { token: await pairDisplay(walk.own.hand, OWN) });
		const heard = listen(screen);
		raw(screen).emit('file', { visitId: visits[0] });
		for (const audience of AUDIENCES) raw(screen).emit('watch', { siteId: FOREIGN, audience });
		await screen.until('some views', () => screen.boards.length > 1);
		expect(new Set(screen.boards.map(({ siteId, audience }) => `${siteId} ${audience}`))).toEqual(
			new Set([`${OWN} display`])
		);
		expect(heard().filter((event) => !HEARD[event]?.screen)).toEqual([]);
		screen.socket.disconnect();
	});
});

describe('Every call, as every role, here and elsewhere', () => {
	it.each(Object.entries(CALLS))('%s', async (key, row) => {
		expectAsThePolicySays(await walkDoor(walk, callDoor(key, row)));
	});

	it('who has a person is told to those who could have called them, and to nobody else', async () => {
		const [key, row] = Object.entries(CALLS).find(([call]) => call.endsWith('/[entryId]/call')) ?? [];
		if (key === undefined || row === undefined) throw new Error('people are called by a call');
		const met = await walkDoor(walk, callDoor(key, { ...row, before: person('call'), yes: 409 }));
		expectAsThePolicySays(met);
		expect(met.some(({ answer }) => pathsIn(answer.body).filled.has('by.id'))).toBe(true);
	});

	it('what commands answer was there with all its fields', () => {
		expect(['visitAnswer', 'entriesAnswer'].flatMap((name) => overheard.neverSeen(name))).toEqual([]);
	});

	it('a method that a route does not have is refused', async () => {
		const calls = callsOfRoutes().filter((call) => !call.startsWith('ANY '));
		const paths = [...new Set(calls.map((call) => call.replace(/^\w+ /, '')))];
		const unknown = paths.flatMap((path) =>
			['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
				.filter((m) => !calls.includes(`${m} ${path}`))
				.map((m) => [m, path])
		);
		for (const [method = '', path = ''] of unknown) {
			const address = path.replaceAll(/\[\w+\]/g, OWN);
			const { status } = await knock(url, walk.own.hand.cookie, method, address);
			expect(status, `${method} ${path}`).toBe(405);
		}
	});

	it('nothing was done at the other site but by those who work there', async () => {
		const rows = await database.sql<{ by: string }[]>`
			select distinct by from event where site_id = ${FOREIGN} and by like 'walk-%'`;
		expect(rows.map(({ by }) => by)).toEqual([HAND]);
	});
});
