/**
 * The rooms of each site on this node, kept as they open and close. Every socket has a room of its own beside: with
 * thousands of screens it takes longer to find a site's few rooms among those than to tell the screens.
 */
import type { HalteNamespace } from '#lib/server/realtime/needs.ts';
import { roomOf, type Room } from '#lib/server/realtime/rooms.ts';

interface LocalRoom {
	readonly namespace: HalteNamespace;
	readonly name: string;
	readonly room: Room;
}

export class SiteRooms {
	readonly #bySite = new Map<string, Map<string, LocalRoom>>();

	/** Made before anybody joins. */
	constructor(namespaces: readonly HalteNamespace[]) {
		for (const namespace of namespaces) {
			namespace.adapter.on('create-room', (name: string) => this.#opened(namespace, name));
			namespace.adapter.on('delete-room', (name: string) => this.#closed(namespace, name));
		}
	}

	/** Those in which somebody is now. */
	of(siteId: string): LocalRoom[] {
		return [...(this.#bySite.get(siteId)?.values() ?? [])];
	}

	/** Sites that somebody watches now. */
	sites(): string[] {
		return [...this.#bySite.keys()];
	}

	#opened(namespace: HalteNamespace, name: string): void {
		const room = roomOf(name);
		if (room === null) return;
		const rooms = this.#bySite.get(room.siteId) ?? new Map<string, LocalRoom>();
		this.#bySite.set(room.siteId, rooms.set(keyOf(namespace, name), { namespace, name, room }));
	}

	#closed(namespace: HalteNamespace, name: string): void {
		const siteId = roomOf(name)?.siteId;
		if (siteId === undefined) return;
		const rooms = this.#bySite.get(siteId);
		rooms?.delete(keyOf(namespace, name));
		if (rooms?.size === 0) this.#bySite.delete(siteId);
	}
}

function keyOf(namespace: HalteNamespace, name: string): string {
	return `${namespace.name} ${name}`;
}
