/** One place in a JSON value: names joined by dots, `[]` for « each of the list », `*` for any key. */
export interface Field {
	readonly path: string;
	/** May be left out altogether. */
	readonly optional: boolean;
}

/** `at` followed by `name`. */
export function below(at: string, name: string): string {
	return at === '' ? name : `${at}.${name}`;
}

/** True for the path itself and for what lies inside of it. */
export function isWithin(path: string, part: string): boolean {
	return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[]`);
}

/** Each path once, in the order of its first appearance; optional only when it always is. */
export function onceEach(fields: readonly Field[]): Field[] {
	const known = new Map<string, Field>();
	for (const field of fields) {
		const before = known.get(field.path);
		known.set(field.path, { ...field, optional: field.optional && (before?.optional ?? true) });
	}
	return [...known.values()];
}

/** What a JSON value really holds: its leaves, and where it holds nothing (null, an empty list). */
export function pathsIn(value: unknown): { filled: Set<string>; empty: Set<string> } {
	const filled = new Set<string>();
	const empty = new Set<string>();
	const walk = (part: unknown, at: string) => {
		if (part === null || part === undefined) return void empty.add(at);
		if (typeof part !== 'object') return void filled.add(at);
		if (Array.isArray(part)) {
			if (part.length === 0) empty.add(`${at}[]`);
			for (const item of part) walk(item, `${at}[]`);
			return;
		}
		const entries = Object.entries(part);
		if (entries.length === 0) empty.add(at);
		for (const [name, inner] of entries) walk(inner, below(at, name));
	};
	walk(value, '');
	return { filled, empty };
}

/** What a value holds and these fields do not name. A null stands for whatever could be there. */
export function unlisted(value: unknown, fields: readonly string[]): string[] {
	const { filled, empty } = pathsIn(value);
	const listed = (path: string) => fields.some((field) => field === path);
	const announced = (path: string) => fields.some((field) => isWithin(field, path));
	return [...filled].filter((p) => !listed(p)).concat([...empty].filter((p) => p !== '' && !announced(p)));
}
