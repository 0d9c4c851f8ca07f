/** Many screens on walls, on the very line of the page (src/lib/client/sockets.ts): they come again by themselves. */
import { displaySocket } from '#lib/client/sockets.ts';
import type { Board } from '#lib/contract/views.ts';
import { atEnd } from '../../support/at-end.ts';

export interface WallScreenOfMany {
	/** When it knocked at the door that let it in, each time, in ms of `performance.now`. */
	readonly letIn: number[];
	/** Why its lines ended. */
	readonly lost: string[];
	/** What it was shown last. */
	board: Board | null;
}

/** Hangs one up for each token; `url` is what the browser's bar would say. */
export function hangUpScreens(
	url: string,
	tokens: readonly { readonly siteId: string; readonly token: string }[]
): WallScreenOfMany[] {
	const { protocol, hostname, host, port } = new URL(url);
	Reflect.set(globalThis, 'location', { protocol, hostname, host, port });
	atEnd(() => void Reflect.deleteProperty(globalThis, 'location'));
	return tokens.map(({ siteId, token: first }) => {
		let kept = first;
		const renew = (shown: string, next: string) => {
			if (shown === kept) kept = next;
			return Promise.resolve(true);
		};
		const { socket, release } = displaySocket({ token: () => kept, renew });
		atEnd(release);
		const screen: WallScreenOfMany = { letIn: [], lost: [], board: null };
		let knocked = performance.now();
		socket.io.on('reconnect_attempt', () => (knocked = performance.now()));
		socket.on('connect', () => {
			screen.letIn.push(knocked);
			socket.emit('watch', { siteId, audience: 'display' } as never);
		});
		socket.on('disconnect', (reason) => screen.lost.push(reason));
		socket.on('view', (board) => (screen.board = board));
		return screen;
	});
}
