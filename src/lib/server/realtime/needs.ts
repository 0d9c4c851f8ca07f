/** What the sockets are, and what they ask of the rest of the house. */
import type { Namespace, Socket } from 'socket.io';
import type { ClientToServer, NodeToNode, ServerToClient } from '#lib/contract/realtime.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { WatchLog } from '#lib/server/audit/watch-log.ts';
import type { Displays } from '#lib/server/auth/displays.ts';
import type { Sessions } from '#lib/server/auth/sessions.ts';
import type { Environment } from '#lib/server/environment.ts';
import type { Log } from '#lib/server/observability/log.ts';
import type { Metrics } from '#lib/server/observability/metrics.ts';
import type { SocketData } from '#lib/server/realtime/handshake.ts';
import type { Room } from '#lib/server/realtime/rooms.ts';
import type { SiteHead } from '#lib/server/store/head.ts';
import type { Boards } from '#lib/server/views/boards.ts';

export type HalteNamespace = Namespace<ClientToServer, ServerToClient, NodeToNode, SocketData>;
export type HalteSocket = Socket<ClientToServer, ServerToClient, NodeToNode, SocketData>;

/** Shows a socket the board of a room, now and after each change; true when it did not look at that site yet. */
export type Join = (socket: HalteSocket, room: Room) => Promise<boolean>;

/** What the sockets ask of the rest of the house. */
export interface RealtimeNeeds {
	readonly environment: Environment;
	readonly boards: Boards;
	/** Writes down who watches an identifying board before they are shown it. */
	readonly watchLog: WatchLog;
	readonly sessions: Sessions;
	readonly displays: Displays;
	readonly log: Log;
	readonly metrics: Metrics;
	findActor(accountId: string, siteId: string): Promise<Actor | null>;
	readHeads(siteIds: readonly string[]): Promise<SiteHead[]>;
	/** The server's clock, in ms. */
	now(): Promise<number>;
}
