/** When somebody was first seen: at the first touch, however long it takes from there to the place on the list. */

/** After this long without a touch, and nothing said yet, the next one is about somebody else. */
const LEFT_ALONE_MS = 5 * 60 * 1000;

export interface FirstTouch {
	readonly since: number;
	readonly last: number;
}

/**
 * After a touch at `now`. A screen that was opened and left alone begins anew with whoever stands there then; once
 * anything was said, the arrival stays, be it for an interpreter on the phone (R-Q1).
 */
export function touchedAgain({ since, last }: FirstTouch, now: number, somethingSaid: boolean): FirstTouch {
	const isSomebodyElse = !somethingSaid && now - last > LEFT_ALONE_MS;
	return { since: isSomebodyElse ? now : since, last: now };
}
