/** The sockets of waiting-room screens: who is let in, and how a screen comes by its next key (ADR 17). */
import { keptMessage } from '#lib/contract/realtime.ts';
import type { Log } from '#lib/server/observability/log.ts';
import type { Entrance } from '#lib/server/realtime/entrance.ts';
import { guarded } from '#lib/server/realtime/guarded.ts';
import { Lines } from '#lib/server/realtime/lines.ts';
import type { HalteNamespace, HalteSocket, Join, RealtimeNeeds } from '#lib/server/realtime/needs.ts';
import { Watches } from '#lib/server/realtime/watches.ts';
import type { Moved } from '#lib/server/store/change-site.ts';

/**
 * A screen says after little more than a minute that it keeps its new key. Who never does, be it a copy that must not
 * be noticed, is sent to the door again, where its key is looked at.
 */
const KEPT_WITHIN_MS = 3 * 60_000;
/** A screen is one page, sometimes two; the others are lines that the server does not know to be lost yet. */
const LINES_PER_SCREEN = 20;

interface DisplayDoor {
	readonly needs: Pick<RealtimeNeeds, 'displays' | 'log'>;
	readonly entrance: Entrance;
	readonly join: Join;
	ring(moved: Moved): void;
	/** In ms; another one in tests only. */
	readonly keptWithinMs?: number;
}

/** Serves the screens' namespace. */
export function serveDisplays(namespace: HalteNamespace, door: DisplayDoor): void {
	const { needs, entrance, join, ring, keptWithinMs = KEPT_WITHIN_MS } = door;
	// Beside the socket and not in its `data`, which the adapter may carry to other nodes.
	const offers = new WeakMap<HalteSocket, string>();
	const lines = new Lines(LINES_PER_SCREEN);

	namespace.use((socket, next) => {
		const { token } = socket.handshake.auth;
		if (typeof token !== 'string') return next(new Error('not_signed_in'));
		needs.displays
			.lately(token)
			.then((name) =>
				entrance.ask(name === null ? null : { of: 'screen', name }, () => needs.displays.present(token))
			)
			.then(
				(found) => {
					if (found === null || 'cut' in found) {
						if (found?.cut) ring(found.cut);
						return next(new Error('not_signed_in'));
					}
					socket.data.display = found.display;
					socket.data.sites = new Set();
					if (found.offer !== null) offers.set(socket, found.offer);
					next();
				},
				() => next(new Error('not_saved'))
			);
	});

	namespace.on('connection', (socket) => {
		const { display } = socket.data;
		if (display === undefined) return void socket.disconnect(true);
		lines.hold(display.id, socket);
		const ofDisplay = { of: 'screen', name: display.id } as const;
		// Cleared once the new key is kept.
		const toTheDoor = setTimeout(() => socket.disconnect(true), keptWithinMs).unref();
		const settled = () => clearTimeout(toTheDoor);
		socket.on('disconnect', settled);
		handOver(socket, offers.get(socket), needs.log, async (offer) => {
			if (await entrance.ask(ofDisplay, () => needs.displays.keep(display.id, offer))) settled();
		});

		const watches = new Watches(() => performance.now());
		const room = { siteId: display.siteId, audience: 'display', gives: [] } as const;
		const look = () => {
			const asked = watches.take(() => guarded(needs.log, () => join(socket, room), false));
			if (!asked) socket.disconnect(true);
		};
		// A screen has one site, whatever it asks for.
		socket.on('watch', look);
		look();
	});
}

/** Gives a screen its next key, and hears once that it is kept. */
function handOver(
	socket: HalteSocket,
	offer: string | undefined,
	log: Log,
	keep: (offer: string) => Promise<void>
): void {
	if (offer === undefined) return;
	socket.emit('token', { token: offer });
	let heard = false;
	socket.on('kept', (message: unknown) => {
		const parsed = keptMessage.safeParse(message);
		if (heard || !parsed.success || parsed.data.token !== offer) return;
		heard = true;
		void guarded(log, () => keep(offer), undefined);
	});
}
