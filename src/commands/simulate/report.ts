/** What the operator reads at the end. Pure. */
import type { SiteComparison } from './compare.ts';

const HEADS = ['milieu', 'arrivées', 'vues', 'parties', 'absentes', 'reportées', 'attente méd.', '90e'];

/** A line per site: expected and obtained, « = » or « ≠ », waits in minutes. */
export function tableOf(comparisons: readonly SiteComparison[], nameOf: (siteId: string) => string): string {
	const rows = comparisons.map(({ site, counts, waits, equal }) => [
		`${equal ? '✓' : '✗'} ${nameOf(site)}`,
		...counts.map(({ expected, actual }) => `${expected} ${expected === actual ? '=' : '≠'} ${actual}`),
		...waits.map(({ expected, actual }) => `${expected} / ${actual} min`)
	]);
	const table = [HEADS, ...rows];
	const widths = HEADS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
	const line = (row: readonly string[]) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
	return ['attendu = obtenu ; les attentes ne comptent pas', ...table.map(line)]
		.map((text) => text.trimEnd())
		.join('\n');
}

/** How long the answers took. */
export function durationsOf(durations: readonly number[]): string {
	const sorted = [...durations].sort((a, b) => a - b);
	const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
	return `${sorted.length} appels : médiane ${at(0.5)} ms, 95e ${at(0.95)} ms, le plus long ${at(1)} ms`;
}

export function plural(count: number, one: string, many: string): string {
	return `${count} ${count < 2 ? one : many}`;
}
