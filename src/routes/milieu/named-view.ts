import type { CatalogueNames } from '#lib/contract/names.ts';
import type { ClinicianEntry, NamedRow } from '#lib/contract/views.ts';

interface Named {
	readonly services?: NamedRow[];
	readonly reasons?: (NamedRow & { short: string })[];
	readonly signs?: NamedRow[];
	readonly tallies?: NamedRow[];
	readonly looks?: readonly object[];
	readonly entries: readonly object[];
}

/** The same view with services, reasons, signs and tallies called as in the language of this screen; null: as they came. */
export function namedView<V extends Named>(view: V, names: CatalogueNames | null): V {
	if (names === null) return view;
	const { services, reasons, signs, tallies } = names;
	return {
		...view,
		...(view.services && { services: called(view.services, services) }),
		...(view.signs && { signs: called(view.signs, signs) }),
		...(view.tallies && { tallies: called(view.tallies, tallies) }),
		...(view.looks && { looks: view.looks.map((look) => withSigns(look, signs)) }),
		...(view.reasons && { reasons: view.reasons.map((row) => ({ ...row, ...reasons[row.id] })) }),
		entries: view.entries.map((entry) => withReasons(entry, reasons))
	};
}

function called<R extends NamedRow>(rows: readonly R[], names: Readonly<Record<string, string>>): R[] {
	return rows.map((row) => ({ ...row, name: names[row.id] ?? row.name }));
}

/** The host is not told what was seen. */
function withSigns(look: object, names: CatalogueNames['signs']): object {
	return 'signs' in look ? { ...look, signs: called(look.signs as NamedRow[], names) } : look;
}

/** What only those who give care see. */
function withReasons(entry: object, reasons: CatalogueNames['reasons']): object {
	if (!('care' in entry) || entry.care === null) return entry;
	const care = entry.care as NonNullable<ClinicianEntry['care']>;
	const named = care.reasons.map((row) => ({ ...row, name: reasons[row.id]?.name ?? row.name }));
	return { ...entry, care: { ...care, reasons: named } };
}
