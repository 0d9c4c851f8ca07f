/** What a node looks after by itself: missed bells, accounts that changed, screens that were revoked, heartbeats. */
import type { HalteNamespace, HalteSocket, RealtimeNeeds } from '#lib/server/realtime/needs.ts';
import type { SiteRooms } from '#lib/server/realtime/site-rooms.ts';
import type { SiteHead } from '#lib/server/store/head.ts';
import { traceOf } from '#lib/server/observability/log.ts';

/** A bell may be lost with Redis: heads and accounts are compared with the database this often at least. */
const LOOK_EVERY_MS = 2_000;

export interface Watch {
	readonly needs: RealtimeNeeds;
	readonly namespaces: readonly [HalteNamespace, HalteNamespace];
	readonly siteRooms: SiteRooms;
	readonly headEveryMs: number;
	/** How many changes of a site its screens here were not sent yet. */
	behindBy(head: SiteHead): number;
	onBehind(siteId: string): void;
}

/** Starts looking; the answer stops it. */
export function watchOver(watch: Watch): () => void {
	const stops = [
		every(LOOK_EVERY_MS, watch, () => lookForMissedBells(watch)),
		every(LOOK_EVERY_MS, watch, () => cutThoseWhoMayNoLonger(watch)),
		every(watch.headEveryMs, watch, () => tellHeads(watch))
	];
	return () => stops.forEach((stop) => stop());
}

/** Runs one after the other, never two at once; a fault is logged and the next turn tries again. */
function every(ms: number, { needs }: Watch, work: () => Promise<void>): () => void {
	let timer: NodeJS.Timeout;
	let stopped = false;
	const turn = async () => {
		try {
			await work();
		} catch (error) {
			if (!stopped) needs.log.error({ error: traceOf(error) }, 'a look at the database failed');
		}
		if (!stopped) timer = setTimeout(turn, ms);
	};
	timer = setTimeout(turn, ms);
	return () => {
		stopped = true;
		clearTimeout(timer);
	};
}

async function lookForMissedBells(watch: Watch): Promise<void> {
	const sites = watch.siteRooms.sites();
	let most = 0;
	for (const head of sites.length === 0 ? [] : await watch.needs.readHeads(sites)) {
		const changes = watch.behindBy(head);
		most = Math.max(most, changes);
		if (changes > 0) watch.onBehind(head.siteId);
	}
	watch.needs.metrics.headLag.set(most);
}

async function tellHeads({ needs, siteRooms }: Watch): Promise<void> {
	const sites = siteRooms.sites();
	if (sites.length === 0) return;
	const heads = await needs.readHeads(sites);
	const now = new Date(await needs.now()).toISOString();
	for (const { siteId, epoch, seq } of heads) {
		// To rooms, so that it is written once and not for each of thousands of screens.
		for (const { namespace, name } of siteRooms.of(siteId))
			namespace.local.to(name).emit('head', { siteId, epoch, seq, now });
	}
}

async function cutThoseWhoMayNoLonger({ needs, namespaces: [staff, display] }: Watch): Promise<void> {
	const people = [...staff.sockets.values()];
	const screens = [...display.sockets.values()];
	const sessionIds = people.flatMap((s) => s.data.staff?.publicId ?? []);
	const screenIds = new Set(screens.flatMap((s) => s.data.display?.id ?? []));
	if (people.length > 0) {
		// Ended, locked, idle for too long, on a revoked device, of an account that was disabled: all in one question.
		const open = await needs.sessions.stillOpen([...new Set(sessionIds)]);
		for (const socket of people) {
			const stays = socket.data.staff !== undefined && open.has(socket.data.staff.publicId);
			if (!stays) cut(socket);
		}
	}
	if (screens.length > 0) {
		const allowed = await needs.displays.stillAllowed([...screenIds]);
		for (const socket of screens) {
			if (socket.data.display === undefined || !allowed.has(socket.data.display.id)) cut(socket);
		}
	}
}

function cut(socket: HalteSocket): void {
	socket.emit('signedOut');
	socket.disconnect(true);
}
