/** Figures of repeated runs, and the table that shows them. */

export interface Figures {
	readonly median: number;
	readonly min: number;
	readonly max: number;
}

/** @throws Error when there was no run. */
export function figuresOf(values: readonly number[]): Figures {
	const sorted = [...values].sort((a, b) => a - b);
	const [min] = sorted;
	const max = sorted.at(-1);
	const median = sorted[Math.floor((sorted.length - 1) / 2)];
	if (min === undefined || max === undefined || median === undefined) throw new Error('no run, no figure');
	return { median, min, max };
}

/** The value that so many of a hundred do not exceed. @throws Error when there is none. */
export function percentile(values: readonly number[], hundredths: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.max(0, Math.ceil((sorted.length * hundredths) / 100) - 1)];
	if (value === undefined) throw new Error('no value, no percentile');
	return value;
}

/** « 312 (290–355) ». */
export function shown({ median, min, max }: Figures, digits = 0): string {
	const text = (value: number) => value.toFixed(digits);
	return min === max ? text(median) : `${text(median)} (${text(min)}–${text(max)})`;
}

/** A table in Markdown, its columns lined up. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [head, ...rows];
	const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
	const line = (cells: readonly string[]) =>
		`| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
