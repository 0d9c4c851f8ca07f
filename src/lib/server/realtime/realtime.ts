/** Sockets: who watches which site, and what they are shown after each change (ADR 3). */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import {
	HEAD_EVERY_MS,
	watchMessage,
	type Bell,
	type ClientToServer,
	type NodeToNode,
	type ServerToClient
} from '#lib/contract/realtime.ts';
import { audiencesFor } from '#lib/domain/policy/policy.ts';
import { SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import { Coalesced } from '#lib/server/realtime/coalesced.ts';
import { allowsHandshake, readCookie, type SocketData } from '#lib/server/realtime/handshake.ts';
import type { HalteNamespace, HalteSocket, RealtimeNeeds } from '#lib/server/realtime/needs.ts';
import { openRedis } from '#lib/server/realtime/redis.ts';
import { roomName, roomOf, type Room } from '#lib/server/realtime/rooms.ts';
import { watchOver } from '#lib/server/realtime/watch-over.ts';
import { project } from '#lib/server/views/project.ts';

export interface Realtime {
	/** Serves sockets on this HTTP server. */
	attach(server: HttpServer): void;
	/** A site changed on this node: show it here and tell the other nodes. */
	ring(bell: Bell): void;
	close(): void;
}

/** A board is some kilobytes; no message of a client comes near this. */
const LARGEST_PACKET = 16 * 1024;

/** Opens the sockets; nothing listens before `attach`. */
export function openRealtime(needs: RealtimeNeeds): Realtime {
	const { environment, boards, log, metrics } = needs;
	const redis = environment.redisUrl === null ? null : openRedis(environment.redisUrl, log);
	const io = new Server<ClientToServer, ServerToClient, NodeToNode, SocketData>({
		serveClient: false,
		maxHttpBufferSize: LARGEST_PACKET,
		allowRequest: (request, done) => done(null, allowsHandshake(request, environment.origins)),
		...(redis !== null && { adapter: redis.adapter })
	});
	const staff = io.of('/staff');
	const display = io.of('/display');
	io.of('/').use((_socket, next) => next(new Error('not_found')));
	/** The latest place in history that each site's screens here were shown. */
	const shown = new Map<string, { epoch: number; seq: number }>();

	const coalesced = new Coalesced(
		async (siteId) => {
			try {
				await show(siteId);
			} catch (error) {
				// The next look at the heads finds that these screens are behind and reads again.
				log.error({ error: traceOf(error) }, 'a board could not be read');
			}
		},
		() => performance.now()
	);

	async function show(siteId: string): Promise<void> {
		const rooms = localRooms(siteId);
		if (rooms.length === 0) return;
		const facts = await boards.facts(siteId);
		metrics.boardReads.inc();
		if (facts === null) return;
		for (const { namespace, name, room } of rooms) {
			namespace.local.to(name).emit('view', project(facts, room.audience, room.gives));
		}
		shown.set(siteId, { epoch: facts.head.epoch, seq: facts.head.seq });
	}

	function localRooms(siteId: string) {
		return [staff, display].flatMap((namespace) =>
			[...namespace.adapter.rooms.keys()].flatMap((name) => {
				const room = roomOf(name);
				return room?.siteId === siteId ? [{ namespace, name, room }] : [];
			})
		);
	}

	async function join(socket: HalteSocket, room: Room): Promise<void> {
		// In the room first: a change between reading and joining would otherwise be shown to everybody but here.
		for (const name of socket.rooms) if (roomOf(name)?.siteId === room.siteId) await socket.leave(name);
		await socket.join(roomName(room));
		socket.data.sites.add(room.siteId);
		const board = await boards.read(room.siteId, room.audience, room.gives);
		if (board === null) return;
		socket.emit('view', board);
		const before = shown.get(room.siteId);
		if (before === undefined) shown.set(room.siteId, { epoch: board.epoch, seq: board.seq });
	}

	serveStaff(staff, needs, join);
	serveDisplays(display, needs, join);
	for (const namespace of [staff, display]) {
		namespace.on('connection', (socket) => {
			metrics.sockets.inc({ namespace: namespace.name });
			socket.on('disconnect', () => metrics.sockets.dec({ namespace: namespace.name }));
		});
	}
	// One namespace carries the bells of both.
	staff.on('bell', (bell) => coalesced.ring(bell.siteId));
	const stopWatching = watchOver({
		needs,
		namespaces: [staff, display],
		headEveryMs: HEAD_EVERY_MS,
		isBehind: ({ siteId, epoch, seq }) => {
			const last = shown.get(siteId);
			return last === undefined || last.epoch !== epoch || last.seq < seq;
		},
		onBehind: (siteId) => coalesced.ring(siteId)
	});

	let detach = () => {};
	return {
		attach(server) {
			const before = new Set(server.listeners('upgrade'));
			io.attach(server);
			const added = server.listeners('upgrade').filter((listener) => !before.has(listener));
			detach = () => {
				for (const listener of added) server.off('upgrade', listener as () => void);
			};
		},
		ring(bell) {
			coalesced.ring(bell.siteId);
			if (redis?.isReady()) staff.serverSideEmit('bell', bell);
		},
		close() {
			stopWatching();
			detach();
			// `io.close()` would close the HTTP server too, which is not ours to close.
			io.engine?.close();
			for (const namespace of [io.of('/'), staff, display]) void namespace.adapter.close();
			redis?.close();
		}
	};
}

type Join = (socket: HalteSocket, room: Room) => Promise<void>;

function serveStaff(namespace: HalteNamespace, needs: RealtimeNeeds, join: Join): void {
	namespace.use((socket, next) => {
		const token = readCookie(socket.request.headers.cookie, SESSION_COOKIE);
		const validated = token === null ? Promise.resolve(null) : needs.sessions.validate(token);
		validated.then(
			(signedIn) => {
				if (signedIn === null) return next(new Error('not_signed_in'));
				const { account, sessionId } = signedIn;
				socket.data.staff = { accountId: account.id, epoch: account.epoch, sessionId };
				socket.data.sites = new Set();
				next();
			},
			() => next(new Error('not_saved'))
		);
	});
	namespace.on('connection', (socket) => {
		socket.on('watch', (message: unknown) => {
			void guarded(needs.log, async () => {
				const parsed = watchMessage.safeParse(message);
				const who = socket.data.staff;
				if (!parsed.success || who === undefined) return;
				const { siteId, audience } = parsed.data;
				const actor = await needs.findActor(who.accountId, siteId);
				if (actor === null) return void socket.emit('refused', { siteId, code: 'not_found' });
				const allowed = audiencesFor(actor);
				const wanted = audience ?? allowed[0];
				const granted = allowed.find((a) => a === wanted);
				if (granted === undefined) return void socket.emit('refused', { siteId, code: 'forbidden' });
				await join(socket, { siteId, audience: granted, gives: [...actor.gives] });
			});
		});
	});
}

function serveDisplays(namespace: HalteNamespace, needs: RealtimeNeeds, join: Join): void {
	namespace.use((socket, next) => {
		const { token } = socket.handshake.auth;
		const validated = typeof token === 'string' ? needs.displays.validate(token) : Promise.resolve(null);
		validated.then(
			(found) => {
				if (found === null) return next(new Error('not_signed_in'));
				socket.data.display = found;
				socket.data.sites = new Set();
				next();
			},
			() => next(new Error('not_saved'))
		);
	});
	namespace.on('connection', (socket) => {
		const look = () =>
			void guarded(needs.log, async () => {
				const screen = socket.data.display;
				if (screen !== undefined) {
					await join(socket, { siteId: screen.siteId, audience: 'display', gives: [] });
				}
			});
		// A screen has one site, whatever it asks for.
		socket.on('watch', look);
		look();
	});
}

/** A fault while serving one message must not end the process. */
async function guarded(log: Log, serve: () => Promise<void>): Promise<void> {
	try {
		await serve();
	} catch (error) {
		log.error({ error: traceOf(error) }, 'a socket message could not be served');
	}
}
