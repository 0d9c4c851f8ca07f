/** A site's counts, from its board, beside the week's summary. Pure. */
import type { CoordinatorView } from '#lib/contract/views.ts';
import type { SummaryRow } from './week.ts';

const COUNTED = ['arrivals', 'seen', 'left', 'absent', 'deferred'] as const;
type Counts = Record<(typeof COUNTED)[number], number>;

export interface Tally {
	readonly counts: Counts;
	/** Minutes from the later of arrival and opening until care started, of those who were met. */
	readonly waits: readonly number[];
}

/** What coordination's board of an open block says. `opening` is the planned start (ms), null when unknown. */
export function tallyOf({ counts, entries }: CoordinatorView, opening: number | null): Tally {
	const { arrived: arrivals, seen, left, deferred } = counts;
	const absent = new Set(entries.filter((e) => e.presence === 'absent').map((e) => e.visitId)).size;
	const waits = entries.flatMap(({ arrivedAt, startedAt }) => {
		if (startedAt === null) return [];
		return [(Date.parse(startedAt) - Math.max(Date.parse(arrivedAt), opening ?? 0)) / 60_000];
	});
	return { counts: { arrivals, seen, left, absent, deferred }, waits };
}

/** The days of one site together. */
export function addTallies(tallies: readonly Tally[]): Tally {
	const sum = (name: keyof Counts) => tallies.reduce((total, { counts }) => total + counts[name], 0);
	return {
		counts: Object.fromEntries(COUNTED.map((name) => [name, sum(name)])) as Counts,
		waits: tallies.flatMap(({ waits }) => waits)
	};
}

export interface SiteComparison {
	readonly site: string;
	readonly counts: readonly { expected: number; actual: number }[];
	/** Reported only. */
	readonly waits: readonly { expected: number; actual: number }[];
	readonly equal: boolean;
}

/** Site by site; a site that is on one side only differs. */
export function compareWeek(
	tallies: ReadonlyMap<string, Tally>,
	summary: readonly SummaryRow[]
): SiteComparison[] {
	const expectedOf = new Map(summary.map((row) => [row.site, row]));
	return [...new Set([...expectedOf.keys(), ...tallies.keys()])].map((site) => {
		const expected = expectedOf.get(site);
		const actual = tallies.get(site);
		const counts = COUNTED.map((name) => ({
			expected: expected?.[name] ?? 0,
			actual: actual?.counts[name] ?? 0
		}));
		const waits = [
			{ expected: expected?.wait_median ?? 0, actual: median(actual?.waits ?? []) },
			{ expected: expected?.wait_p90 ?? 0, actual: ninetieth(actual?.waits ?? []) }
		];
		const known = expected !== undefined && actual !== undefined;
		return { site, counts, waits, equal: known && counts.every((c) => c.expected === c.actual) };
	});
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
	return Math.round((low + high) / 2);
}

/** As the summary counts it: the value at nine tenths of the sorted row. */
function ninetieth(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return Math.round(sorted[Math.floor(sorted.length * 0.9)] ?? 0);
}
