/** The rows of the table in docs/reliability.md: one a case, kept until the case is run again. */
import { table } from '../../bench/figures.ts';
import type { Case, Proof } from './cases.ts';
import type { FileResult } from './reports.ts';

const HEAD = ['case', 'what breaks', 'well when', 'result', 'counted', 'shown by'] as const;

/** The files of a proof, from the root. */
export function filesOf(proof: Proof): string[] {
	switch (proof.by) {
		case 'tests':
			return proof.names.map(
				(name) => `tests/${name}${name.startsWith('e2e/') ? '.e2e.ts' : '.int.test.ts'}`
			);
		case 'nothing':
			return [];
	}
}

/** True only when each file of the proof was run, had tests, and all of them passed. */
export function isKept({ proof }: Case, results: readonly FileResult[]): boolean {
	const files = filesOf(proof);
	return (
		files.length > 0 &&
		files.every((file) => results.some((r) => r.file === file && r.passed > 0 && r.failed === 0))
	);
}

/** The row of a case that was just run, or that cannot be. */
export function rowOf(case_: Case, results: readonly FileResult[], day: string): string[] {
	const { number, fault, pass, proof, lacks } = case_;
	const row = (result: string, counted: string) => {
		const shownBy = filesOf(proof).map(
			(file) => `\`${file.replace(/^tests\/|\.int\.test\.ts$|\.ts$/g, '')}\``
		);
		return [String(number), fault, pass, result, counted, shownBy.join(', ') || '–'];
	};
	if (proof.by === 'nothing') return row(`**not shown**: ${proof.why}`, '–');
	const mine = results.filter(({ file }) => filesOf(proof).includes(file));
	const tests = mine.reduce((sum, { passed, failed }) => sum + passed + failed, 0);
	const counted = mine.flatMap((result) => result.counted).join('; ') || `${tests} tests`;
	const unable = mine.flatMap((result) => result.notShown);
	if (unable.length > 0 && isKept(case_, results)) return row(`**not shown**: ${unable.join('; ')}`, '–');
	const without = lacks === undefined ? '' : `; not shown: ${lacks}`;
	return row(`${isKept(case_, results) ? 'kept' : '**broken**'}, ${day}${without}`, counted);
}

/** The table with these rows in the place of the former ones of the same cases; a case never run says so. */
export function tableWith(former: string, cases: readonly Case[], rows: readonly string[][]): string {
	const kept = new Map(
		former.split('\n').flatMap((line): [string, string[]][] => {
			const cells = line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim());
			return /^\d+$/.test(cells[0] ?? '') ? [[cells[0] as string, cells]] : [];
		})
	);
	for (const row of rows) kept.set(row[0] as string, row);
	const all = cases.map((case_) => {
		const known = kept.get(String(case_.number));
		return (
			known ?? [...rowOf(case_, [], '').slice(0, 3), 'not run yet', '–', rowOf(case_, [], '')[5] as string]
		);
	});
	return table(HEAD, all);
}
