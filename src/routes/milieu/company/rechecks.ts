/** « Ça va toujours ? » : whom to ask first, of those for whom it is due. Nobody's place moves. */

/** As much of a place as says when to ask. */
export interface Waits {
	readonly visitId: string;
	readonly word: string;
	readonly recheckDueAt: string | null;
}

/** As many as can be asked in one round through the room; the next come up as these are noted. */
const AT_ONCE = 3;

export interface Rechecks<E extends Waits> {
	/** Those for whom it is due the longest, the longest first. */
	readonly first: readonly E[];
	/** Those for whom it is due as well. */
	readonly more: readonly E[];
}

/** Each person once, whatever they wait for. */
export function rechecksDue<E extends Waits>(entries: readonly E[], nowMs: number): Rechecks<E> {
	const due = new Map<string, E>();
	for (const entry of entries)
		if (dueAt(entry) <= nowMs && !due.has(entry.visitId)) due.set(entry.visitId, entry);
	const longest = [...due.values()].sort((a, b) => dueAt(a) - dueAt(b));
	return { first: longest.slice(0, AT_ONCE), more: longest.slice(AT_ONCE) };
}

function dueAt({ recheckDueAt }: Waits): number {
	return recheckDueAt === null ? Infinity : Date.parse(recheckDueAt);
}
