/** One connection for all that a staff page watches; a display has its own, with its key. */
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#lib/contract/realtime.ts';
import { screenProtocols } from '#lib/contract/screen-line.ts';

export type HalteSocket = Socket<ServerToClient, ClientToServer>;

let staff: { socket: HalteSocket; users: number } | null = null;

/** The staff's socket, shared by the views of a page. Call `release` when done. */
export function staffSocket(): { socket: HalteSocket; release: () => void } {
	staff ??= { socket: open('/staff', {}), users: 0 };
	const mine = staff;
	mine.users++;
	return {
		socket: mine.socket,
		release() {
			if (--mine.users > 0) return;
			mine.socket.disconnect();
			if (staff === mine) staff = null;
		}
	};
}

/** The key of a display, wherever it is kept. */
export interface DisplayKey {
	/** The token to show at the door now; null when there is none. */
	token(): string | null;
	/** Puts `next` in the place of `shown`; resolves with true once it is sure to outlive a power cut. */
	renew(shown: string, next: string): Promise<boolean>;
}

/** A display's socket: it shows the latest token each time that it connects, and keeps the one that it is given. */
export function displaySocket(key: DisplayKey): { socket: HalteSocket; release: () => void } {
	let shown = '';
	const socket = open('/display', {
		auth: (show: (data: object) => void) => {
			shown = key.token() ?? '';
			show({ token: shown });
		},
		// Read anew for each line: at the door, before anything can be said, screens have a lane of their own.
		get protocols() {
			return screenProtocols(key.token());
		}
	});
	socket.on('token', async ({ token }) => {
		if ((await key.renew(shown, token)) && socket.connected) socket.emit('kept', { token });
	});
	return { socket, release: () => void socket.disconnect() };
}

function open(
	namespace: string,
	how: Pick<ManagerOptions & SocketOptions, 'auth' | 'protocols'>
): HalteSocket {
	// Not copied: `protocols` is asked for each time.
	const options = Object.assign(how, { transports: ['websocket', 'polling'], reconnectionDelayMax: 4_000 });
	const socket: HalteSocket = io(namespace, options);
	// The client does not come back by itself when the server sends it away, as it does on each restart.
	socket.on('disconnect', (reason) => {
		if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000);
	});
	// Nor when a handshake failed for another reason than who is asking: the database was away for a moment.
	socket.on('connect_error', ({ message }) => {
		if (!socket.active && message !== 'not_signed_in') setTimeout(() => socket.connect(), 2_000);
	});
	return socket;
}
