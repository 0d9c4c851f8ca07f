import type { CatalogueNames } from '#lib/contract/names.ts';
import type { ClinicianEntry, NamedRow } from '#lib/contract/views.ts';

interface Named {
	readonly services: NamedRow[];
	readonly reasons?: (NamedRow & { short: string })[];
	readonly entries: readonly object[];
}

/** The same view with services and reasons called as in the language of this screen; null: as they came. */
export function namedView<V extends Named>(view: V, names: CatalogueNames | null): V {
	if (names === null) return view;
	const { services, reasons } = names;
	return {
		...view,
		services: view.services.map((row) => ({ ...row, name: services[row.id] ?? row.name })),
		...(view.reasons && { reasons: view.reasons.map((row) => ({ ...row, ...reasons[row.id] })) }),
		entries: view.entries.map((entry) => withReasons(entry, reasons))
	};
}

/** What only those who give care see. */
function withReasons(entry: object, reasons: CatalogueNames['reasons']): object {
	if (!('care' in entry) || entry.care === null) return entry;
	const care = entry.care as NonNullable<ClinicianEntry['care']>;
	const named = care.reasons.map((row) => ({ ...row, name: reasons[row.id]?.name ?? row.name }));
	return { ...entry, care: { ...care, reasons: named } };
}
