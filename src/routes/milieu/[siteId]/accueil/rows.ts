/** The day's list as the tablet shows it: one row per person, in sections. */
import type { ReceptionEntry } from '#lib/contract/views.ts';

/** A person's row: the place that matters now, and the visit's other places. */
export interface Row {
	entry: ReceptionEntry;
	others: ReceptionEntry[];
}

export interface Sections {
	called: Row[];
	waiting: Row[];
	away: Row[];
	inEncounter: Row[];
	finished: Row[];
}

/** Sorts a board's places, which arrive in the order in which people pass. */
export function sectionsOf(entries: readonly ReceptionEntry[]): Sections {
	const sections: Sections = { called: [], waiting: [], away: [], inEncounter: [], finished: [] };
	for (const visitId of new Set(entries.map((entry) => entry.visitId))) {
		const row = rowOf(entries, visitId);
		if (row !== null) sections[sectionOf(row.entry)].push(row);
	}
	sections.finished.sort((a, b) => endOf(b.entry) - endOf(a.entry));
	return sections;
}

/** People in these rows; an animal is not counted as one (R-Q9). */
export function peopleIn(rows: readonly Row[]): number {
	return rows.filter(({ entry }) => entry.subject === 'person').length;
}

/** The row of one visit, wherever it stands. */
export function rowOf(entries: readonly ReceptionEntry[], visitId: string): Row | null {
	const places = entries.filter((entry) => entry.visitId === visitId);
	if (places.length === 0) return null;
	const entry = mostPressing(places);
	return { entry, others: places.filter(({ id }) => id !== entry.id) };
}

/** People who would be met before somebody new for this service: those here, in the order of the list. */
export function countBefore(entries: readonly ReceptionEntry[], service: string, visitId?: string): number {
	const inLine = entries.filter(
		({ status, presence, service: wanted }) =>
			wanted === service && presence === 'here' && (status === 'waiting' || status === 'called')
	);
	const own = inLine.findIndex((entry) => entry.visitId === visitId);
	return own < 0 ? inLine.length : own;
}

function mostPressing(places: ReceptionEntry[]): ReceptionEntry {
	const [first] = [...places].sort((a, b) => pressing(a) - pressing(b) || endOf(b) - endOf(a));
	if (first === undefined) throw new Error('a visit has at least one place');
	return first;
}

function pressing({ status }: ReceptionEntry): number {
	if (status === 'called' || status === 'in_service') return 0;
	return status === 'waiting' ? 1 : 2;
}

function sectionOf({ status, presence }: ReceptionEntry): keyof Sections {
	if (status === 'called') return 'called';
	if (status === 'in_service') return 'inEncounter';
	if (status !== 'waiting' || presence === 'left') return 'finished';
	return presence === 'here' ? 'waiting' : 'away';
}

function endOf({ endedAt, presenceAt }: ReceptionEntry): number {
	return Date.parse(endedAt ?? presenceAt);
}
