/** What travels over the sockets. Typed once, for both ends; every message carries site, epoch and seq. */
import { z } from '#lib/contract/schema.ts';
import type { Board } from '#lib/contract/views.ts';
import { AUDIENCES, type Audience } from '#lib/domain/policy/policy.ts';

/** « I look at this site as … » Sent again by a client that finds itself behind. */
export const watchMessage = z.strictObject({
	siteId: z.string().min(1).max(64),
	audience: z.enum(AUDIENCES).optional()
});
export type WatchMessage = z.infer<typeof watchMessage>;

/** Where the site stands, and the server's clock; how often: `contract/heartbeat.ts`. */
export interface Head {
	siteId: string;
	epoch: number;
	seq: number;
	now: string;
}

/** A screen keeps the key that it was given, and will still have it after a power cut (ADR 17). */
export const keptMessage = z.strictObject({ token: z.string().min(20).max(100) });
export type KeptMessage = z.infer<typeof keptMessage>;

/** `not_saved`: who looks could not be written down, so nothing is shown; asking again a little later may do. */
export type WatchRefusal = 'not_found' | 'forbidden' | 'not_saved';

export interface ClientToServer {
	watch: (message: WatchMessage) => void;
	/** From screens only. */
	kept: (message: KeptMessage) => void;
}
export interface ServerToClient {
	/** To screens only: the key to keep in the place of the one that opened this line. */
	token: (offer: { token: string }) => void;
	view: (board: Board<Audience>) => void;
	head: (head: Head) => void;
	/** The session or the screen's key is of no more use; the page must go back to its door. */
	signedOut: () => void;
	refused: (refusal: { siteId: string; code: WatchRefusal }) => void;
}

/** All that crosses between nodes: no word, no name, no reason. */
export interface Bell {
	siteId: string;
	epoch: number;
	seq: number;
}
export interface NodeToNode {
	bell: (bell: Bell) => void;
}
