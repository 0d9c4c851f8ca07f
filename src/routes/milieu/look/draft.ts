/** A « coup d’œil » that is being written: kept while the sheet is closed, until it was sent. */
import { newId } from '#lib/client/send.ts';

export interface Draft {
	/** The same for each press: one whose answer was lost asks once. */
	readonly lookId: string;
	readonly visitId: string | null;
	signs: string[];
	room: string | null;
	words: string;
	/** Accounts that were told, with the instant of the touch (ms). */
	told: Record<string, number>;
}

export function emptyDraft(visitId: string | null): Draft {
	return { lookId: newId(), visitId, signs: [], room: null, words: '', told: {} };
}

/** The body to send; what was left empty is not in it. */
export function bodyOf({ lookId, visitId, signs, room, words, told }: Draft): object {
	const people = Object.keys(told);
	return {
		...{ lookId, visitId, signs },
		...(room !== null && { room }),
		...(words.trim() !== '' && { words: words.trim() }),
		...(people.length > 0 && { told: people })
	};
}
