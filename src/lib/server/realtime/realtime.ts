/** Sockets: who watches which site, and what they are shown after each change (ADR 3). */
import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { HEAD_EVERY_MS, LINE_DEAD_AFTER_MS } from '#lib/contract/heartbeat.ts';
import {
	watchMessage,
	type Bell,
	type ClientToServer,
	type NodeToNode,
	type ServerToClient,
	type WatchMessage,
	type WatchRefusal
} from '#lib/contract/realtime.ts';
import { audiencesFor } from '#lib/domain/policy/policy.ts';
import { traceOf } from '#lib/server/observability/log.ts';
import { Coalesced } from '#lib/server/realtime/coalesced.ts';
import { countWatches } from '#lib/server/realtime/count-watches.ts';
import { Entrance, type Key } from '#lib/server/realtime/entrance.ts';
import { guarded } from '#lib/server/realtime/guarded.ts';
import { allowsHandshake, keysOf, type SocketData } from '#lib/server/realtime/handshake.ts';
import { Lines } from '#lib/server/realtime/lines.ts';
import type { HalteNamespace, HalteSocket, Join, RealtimeNeeds } from '#lib/server/realtime/needs.ts';
import { PushDelay } from '#lib/server/realtime/push-delay.ts';
import { openRedis } from '#lib/server/realtime/redis.ts';
import { roomName, roomOf, type Room } from '#lib/server/realtime/rooms.ts';
import { serveDisplays } from '#lib/server/realtime/serve-displays.ts';
import { SiteRooms } from '#lib/server/realtime/site-rooms.ts';
import { Snapshots } from '#lib/server/realtime/snapshots.ts';
import { watchOver } from '#lib/server/realtime/watch-over.ts';
import { Watches } from '#lib/server/realtime/watches.ts';
import { inOnePiece } from '#lib/server/realtime/whole-frames.ts';

export interface Realtime {
	/** Serves sockets on this HTTP server. */
	attach(server: HttpServer): void;
	/** A site changed on this node: show it here and tell the other nodes. */
	ring(bell: Bell): void;
	/** Whether Redis is there; true too where none is used. */
	bellTravels(): boolean;
	close(): void;
}

/** A board is some kilobytes; no message of a client comes near this. */
const LARGEST_PACKET = 16 * 1024;
/** Tabs of one browser, and lines that are lost without the server's knowing. */
const LINES_PER_SESSION = 200;

/** Opens the sockets; nothing listens before `attach`. */
export function openRealtime(needs: RealtimeNeeds): Realtime {
	const { environment, boards, log, metrics } = needs;
	const redis = environment.redis === null ? null : openRedis(environment.redis, log);
	const entrance = new Entrance();
	const io = new Server<ClientToServer, ServerToClient, NodeToNode, SocketData>({
		serveClient: false,
		maxHttpBufferSize: LARGEST_PACKET,
		pingInterval: LINE_DEAD_AFTER_MS / 2,
		pingTimeout: LINE_DEAD_AFTER_MS / 2,
		allowRequest: (request, done) => {
			if (!allowsHandshake(request, environment.origins)) return done(null, false);
			// Whoever left while waiting is not let in any more.
			void whoComes(needs, request.headers)
				.then((key) => entrance.admit(key))
				.then((admitted) => done(null, admitted && !request.socket.destroyed));
		},
		...(redis !== null && { adapter: redis.adapter })
	});
	const staff = io.of('/staff');
	const display = io.of('/display');
	io.of('/').use((_socket, next) => next(new Error('not_found')));
	/** The latest place in history that each site's screens here were shown. */
	const shown = new Map<string, { epoch: number; seq: number }>();
	const delays = new PushDelay(() => performance.now());
	const siteRooms = new SiteRooms([staff, display]);

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

	const snapshots = new Snapshots((siteId) => {
		metrics.boardReads.inc();
		return boards.facts(siteId);
	});

	async function show(siteId: string): Promise<void> {
		const rooms = siteRooms.of(siteId);
		const sent = delays.begin(siteId);
		if (rooms.length === 0) return;
		const snapshot = await snapshots.take(siteId);
		if (snapshot === null) return;
		for (const { namespace, name, room } of rooms) {
			namespace.local.to(name).emit('view', snapshot.boardOf(room));
		}
		const { epoch, seq } = snapshot.facts.head;
		shown.set(siteId, { epoch, seq });
		const delay = sent();
		if (delay !== null) metrics.pushSeconds.observe(delay);
	}

	async function join(socket: HalteSocket, room: Room): Promise<boolean> {
		const isNew = !socket.data.sites.has(room.siteId);
		// In the room first: a change between reading and joining would otherwise be shown to everybody but here.
		for (const name of socket.rooms) if (roomOf(name)?.siteId === room.siteId) await socket.leave(name);
		await socket.join(roomName(room));
		socket.data.sites.add(room.siteId);
		const snapshot = await snapshots.take(room.siteId);
		if (snapshot === null) return isNew;
		socket.emit('view', snapshot.boardOf(room));
		const { epoch, seq } = snapshot.facts.head;
		if (!shown.has(room.siteId)) shown.set(room.siteId, { epoch, seq });
		return isNew;
	}

	function hear({ siteId }: Bell): void {
		delays.rang(siteId);
		coalesced.ring(siteId);
	}

	function ring(bell: Bell): void {
		hear(bell);
		if (redis?.isReady()) staff.serverSideEmit('bell', bell);
	}

	serveStaff(staff, needs, entrance, join);
	serveDisplays(display, { needs, entrance, join, ring });
	for (const namespace of [staff, display]) {
		namespace.on('connection', (socket) => {
			metrics.sockets.inc({ namespace: namespace.name });
			socket.on('disconnect', () => metrics.sockets.dec({ namespace: namespace.name }));
		});
	}
	// One namespace carries the bells of both.
	staff.on('bell', hear);
	countWatches(metrics, [staff, display]);
	const bellTravels = () => redis === null || redis.isReady();
	metrics.beforeReading(() => metrics.redisUp.set(bellTravels() ? 1 : 0));
	const stopWatching = watchOver({
		needs,
		namespaces: [staff, display],
		siteRooms,
		headEveryMs: HEAD_EVERY_MS,
		behindBy: ({ siteId, epoch, seq }) => {
			const last = shown.get(siteId);
			return last === undefined || last.epoch !== epoch ? 1 : Math.max(0, seq - last.seq);
		},
		onBehind: (siteId) => coalesced.ring(siteId)
	});

	let detach = () => {};
	return {
		attach(server) {
			const before = new Set(server.listeners('upgrade'));
			io.attach(server);
			io.engine.on('connection', inOnePiece);
			const added = server.listeners('upgrade').filter((listener) => !before.has(listener));
			detach = () => {
				for (const listener of added) server.off('upgrade', listener as () => void);
			};
		},
		ring,
		bellTravels,
		close() {
			stopWatching();
			entrance.close();
			detach();
			// `io.close()` would close the HTTP server too, which is not ours to close.
			io.engine?.close();
			for (const namespace of [io.of('/'), staff, display]) void namespace.adapter.close();
			redis?.close();
		}
	};
}

/** The lane of a handshake: that of a screen or of a session whose key is known, or null. */
async function whoComes(
	{ environment, displays, sessions }: RealtimeNeeds,
	headers: IncomingHttpHeaders
): Promise<Key | null> {
	const { screen, token } = keysOf(headers, environment);
	const ofScreen = screen === null ? null : await displays.lately(screen);
	if (ofScreen !== null) return { of: 'screen', name: ofScreen };
	const ofSession = token === null ? null : await sessions.lately(token);
	return ofSession === null ? null : { of: 'session', name: ofSession };
}

function serveStaff(namespace: HalteNamespace, needs: RealtimeNeeds, entrance: Entrance, join: Join): void {
	const lines = new Lines(LINES_PER_SESSION);
	namespace.use((socket, next) => {
		const { token, device } = keysOf(socket.request.headers, needs.environment);
		const recognised =
			token === null
				? Promise.resolve(null)
				: whoComes(needs, socket.request.headers).then((key) =>
						entrance.ask(key, () => needs.sessions.recognise(token, device))
					);
		recognised.then(
			(session) => {
				if (session?.state !== 'open') return next(new Error('not_signed_in'));
				socket.data.staff = { accountId: session.account.id, publicId: session.publicId };
				socket.data.sites = new Set();
				next();
			},
			() => next(new Error('not_saved'))
		);
	});
	namespace.on('connection', (socket) => {
		if (socket.data.staff !== undefined) lines.hold(socket.data.staff.publicId, socket);
		const watches = new Watches(() => performance.now());
		socket.on('disconnect', () => needs.watchLog.leave(socket.id));
		socket.on('watch', (message: unknown) => {
			const parsed = watchMessage.safeParse(message);
			if (!parsed.success) return;
			const asked = watches.take(() => guarded(needs.log, () => look(socket, parsed.data), false));
			if (!asked) socket.disconnect(true);
		});
	});

	/** True when this opened a site that the socket did not look at yet. */
	async function look(socket: HalteSocket, { siteId, audience }: WatchMessage): Promise<boolean> {
		const who = socket.data.staff;
		if (who === undefined) return false;
		const refuse = (code: WatchRefusal) => {
			socket.emit('refused', { siteId, code });
			return false;
		};
		const actor = await entrance.ask({ of: 'session', name: who.publicId }, () =>
			needs.findActor(who.accountId, siteId)
		);
		if (actor === null) return refuse('not_found');
		const allowed = audiencesFor(actor);
		const wanted = audience ?? allowed[0];
		const granted = allowed.find((a) => a === wanted);
		if (granted === undefined) return refuse('forbidden');
		const looker = { accountId: who.accountId, sessionId: who.publicId };
		try {
			await needs.watchLog.join(socket.id, looker, siteId, granted);
		} catch (error) {
			needs.log.error({ error: traceOf(error) }, 'a watch could not be written down');
			return refuse('not_saved');
		}
		// It may have gone away before it could be counted.
		if (!socket.connected) needs.watchLog.leave(socket.id);
		return join(socket, { siteId, audience: granted, gives: [...actor.gives] });
	}
}
