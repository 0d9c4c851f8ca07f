/** A team's screen that comes again by itself, as a tablet's does, and shows what it was told last. */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#lib/contract/realtime.ts';
import type { Board } from '#lib/contract/views.ts';
import type { Client } from '../../support/client.ts';
import { Screen } from '../../support/screen.ts';
import type { Rows } from './rows.ts';

/** The rule of src/lib/client/live-view.svelte.ts: another epoch, or nothing older. */
const isNewer = (board: Board, shown: Board): boolean =>
	board.epoch !== shown.epoch || board.seq >= shown.seq;

export class LivingScreen extends Screen<'reception'> {
	/** How often it has connected. */
	connections = 0;
	readonly #siteId: string;

	constructor({ node, cookie }: Client, siteId: string) {
		const socket: Socket<ServerToClient, ClientToServer> = io(`${node.url}/staff`, {
			...{ forceNew: true, transports: ['websocket'], extraHeaders: { cookie } },
			...{ reconnectionDelay: 100, reconnectionDelayMax: 500 }
		});
		super(socket);
		this.#siteId = siteId;
		socket.on('connect', () => {
			this.connections += 1;
			this.watch();
		});
		// A head that is ahead of the board: something was missed.
		socket.on('head', ({ seq }) => seq > (this.shown?.seq ?? -1) && this.watch());
	}

	/** Asks for the site's board. */
	watch(): void {
		this.socket.emit('watch', { siteId: this.#siteId, audience: 'reception' });
	}

	/** What stands on it now. */
	get shown(): Board<'reception'> | undefined {
		return this.boards.reduce<Board<'reception'> | undefined>(
			(shown, board) => (shown === undefined || isNewer(board, shown) ? board : shown),
			undefined
		);
	}

	/** Resolves when it shows what the rows say; fails with both when that takes too long. */
	async untilLike({ seq, places }: Pick<Rows, 'seq' | 'places'>, patienceMs?: number): Promise<void> {
		await this.until(`the site at ${seq}`, () => this.shown?.seq === seq, patienceMs);
		const open = places.filter((place) => / (waiting|called|in_service) /.test(place));
		const shown = this.shown?.view.entries
			.filter(({ status }) => ['waiting', 'called', 'in_service'].includes(status))
			.map((entry) =>
				[entry.visitId, entry.presence, entry.service, entry.status, entry.calledBy?.id ?? '-'].join(' ')
			)
			.sort();
		if (JSON.stringify(shown) !== JSON.stringify(open))
			throw new Error(`the screen shows ${JSON.stringify(shown)}, the rows say ${JSON.stringify(open)}`);
	}
}
