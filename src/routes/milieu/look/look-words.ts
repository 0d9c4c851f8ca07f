/** What a « coup d’œil » is called on a screen: nobody’s name, a word, a place, and since when. */
import { m } from '#lib/messages/compiled/messages.js';
import { minutesSince } from '#lib/ui/duration.ts';
import { minutes } from '../labels.ts';

/** What every audience knows of a look. */
export interface AnyLook {
	readonly id: string;
	readonly word: string | null;
	readonly room: string | null;
	readonly askedAt: string;
}

/** « Huard 4 », or somebody who is not on the list. */
export function whom({ word }: AnyLook): string {
	return word ?? m.look_someone();
}

/** « Grande salle · il y a 1 min ». */
export function whereAndSince({ room, askedAt }: AnyLook, nowMs: number): string {
	const since = minutesSince(askedAt, nowMs);
	const ago = since === 0 ? m.look_now() : m.look_ago({ duration: minutes(since) });
	return m.look_line({ where: room ?? m.look_somewhere(), ago });
}

/** Looks that nobody goes to yet, but for one's own: whoever asked knows. */
export function waitingFor<L extends { acknowledgedAt: string | null; askedById: string }>(
	looks: readonly L[],
	accountId: string
): L[] {
	return looks.filter(({ acknowledgedAt, askedById }) => acknowledgedAt === null && askedById !== accountId);
}
