/** Two tablets at the same person's details: what was typed over what, and what a colleague wrote since. */
import type { FileAnswer } from '#lib/contract/answers.ts';

type File = FileAnswer['visit'];

/** What is typed; all the rest is chosen, and shown on every list at once. */
export const TYPED = ['alias', 'contact', 'note'] as const;
export type Typed = (typeof TYPED)[number];

/** When each value that this screen shows was noted; null for one that nobody had noted. */
export type SeenAt = Readonly<Record<Typed, string | null>>;

/** Of somebody who has just been welcomed nothing was read: whatever is there is news. */
export function seenIn(file: File | undefined): SeenAt {
	const at = (field: Typed) => file?.written.find((each) => each.field === field)?.at ?? null;
	return { alias: at('alias'), contact: at('contact'), note: at('note') };
}

/** The part of it that a command's changes are typed over. */
export function overIn(seen: SeenAt, changes: object): { over?: Partial<SeenAt> } {
	const typed = TYPED.filter((field) => field in changes);
	if (typed.length === 0) return {};
	return { over: Object.fromEntries(typed.map((field) => [field, seen[field]])) };
}

export interface Newer {
	readonly field: Typed;
	/** Null when it was erased. */
	readonly value: string | null;
	readonly by: string;
}

/** What a colleague noted since in a field that was changed here too, and that says something else. */
export function newerIn(seen: SeenAt, now: File, changes: Partial<Record<Typed, string | null>>): Newer[] {
	return now.written.flatMap(({ field, at, by }) => {
		const value = now[field];
		return field in changes && at !== seen[field] && value !== changes[field] ? [{ field, value, by }] : [];
	});
}
