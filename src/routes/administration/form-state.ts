/** What a form of this page came to, read from the page's state: it is there without scripts too. */
import { page } from '$app/state';
import type { Problem } from '#lib/contract/problems.ts';

type Typed = Readonly<Record<string, string | string[]>>;
export type Fields = Readonly<Record<string, string>>;

interface Outcome {
	where: string;
	problem?: Problem;
	typed?: Typed;
}

/** The outcome of the form `where` whose hidden fields are these, or null. */
export function outcomeOf(where: string, about: Fields = {}): Outcome | null {
	const form = page.form as Outcome | null;
	if (form === null || form.where !== where) return null;
	const same = Object.entries(about).every(([name, value]) => form.typed?.[name] === value);
	return form.typed === undefined || same ? form : null;
}

/** What was typed into a field of a form that was refused; else `otherwise`. */
export function typedIn(where: string, field: string, otherwise = '', about: Fields = {}): string {
	const value = outcomeOf(where, about)?.typed?.[field];
	return typeof value === 'string' ? value : otherwise;
}

/** Boxes of one name that were ticked in a form that was refused; else `otherwise`. */
export function tickedIn(where: string, field: string, otherwise: readonly string[]): readonly string[] {
	const typed = outcomeOf(where)?.typed;
	return typed === undefined ? otherwise : [typed[field] ?? []].flat();
}
