/** Tables for spreadsheets, as RFC 4180 writes them. */

/**
 * Rows as CSV: every cell quoted, lines ended by CRLF, the marks of UTF-8 in front. A cell that a spreadsheet would
 * take for a formula gets an apostrophe before it (OWASP, « CSV injection »).
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
	const lines = rows.map((cells) =>
		cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')
	);
	return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

/** What spreadsheets begin a formula with, also in its wide form and behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;

function harmless(cell: string): string {
	return FORMULA.test(cell) ? `'${cell}` : cell;
}
