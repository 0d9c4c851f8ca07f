/**
 * What many sockets are told is made into a frame once, but as two pieces, its head and its body, that each socket
 * gathers and writes anew. One piece is one plain write: about a tenth less of the processor for each screen.
 */
import type { HalteSocket } from '#lib/server/realtime/needs.ts';

interface Broadcast {
	readonly options?: { wsPreEncodedFrame?: Buffer[] };
}

/** Has a connection write what it shares with others in one piece. */
export function inOnePiece(connection: Pick<HalteSocket['conn'], 'on'>): void {
	connection.on('packetCreate', join);
}

/** All sockets of a broadcast have the same options: the first one joins the pieces. One piece, or none, stays. */
function join({ options }: Broadcast): void {
	const frame = options?.wsPreEncodedFrame;
	if (options !== undefined && frame !== undefined && frame.length > 1)
		options.wsPreEncodedFrame = [Buffer.concat(frame)];
}
