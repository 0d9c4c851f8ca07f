/** The server's clock, as this screen knows it: an old tablet without a battery may believe that it is another year. */

let aheadMs = 0;

/** Heard from the server just now, as an ISO string. */
export function hearClock(now: string): void {
	aheadMs = Date.parse(now) - Date.now();
}

/** In ms; this device's own until the server was heard. */
export function serverNow(): number {
	return Date.now() + aheadMs;
}
