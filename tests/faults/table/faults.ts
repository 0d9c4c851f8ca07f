/** `npm run faults`: the cases, on real processes, and what came of them into docs/reliability.md. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { between } from '../../bench/performance-page.ts';
import { loadPerCore, surroundings } from '../../bench/surroundings.ts';
import { CASES } from './cases.ts';
import { filesOfPlaywright, filesOfVitest, type FileResult } from './reports.ts';
import { filesOf, isKept, rowOf, tableWith } from './rows.ts';
import { wantedBy, type Wanted } from './wanted.ts';

const PAGE = 'docs/reliability.md';
const MARKS = 'cases';

const load = loadPerCore();
const { cases, variables } = wanted();
const files = [...new Set(cases.flatMap(({ proof }) => filesOf(proof)))];
const reports = mkdtempSync(join(tmpdir(), 'halte-faults-'));
const results = [
	...ofVitest(
		'faults',
		files.filter((file) => file.startsWith('tests/faults/'))
	),
	...ofVitest(
		'integration',
		files.filter((file) => file.startsWith('tests/integration/'))
	),
	...ofPlaywright(files.filter((file) => file.startsWith('tests/e2e/')))
];
rmSync(reports, { recursive: true, force: true });

const day = new Date().toISOString().slice(0, 10);
const rows = cases.map((one) => rowOf(one, results, day));
const page = readFileSync(PAGE, 'utf8');
const former = page.slice(page.indexOf(`<!-- begin: ${MARKS} -->`), page.indexOf(`<!-- end: ${MARKS} -->`));
const machine = `Last run: ${surroundings({}, load)}`;
writeFileSync(PAGE, between(page, MARKS, `${machine}\n\n${tableWith(former, CASES, rows)}`));

for (const [number, fault, , result, counted] of rows)
	console.log(`${number}. ${fault}: ${result} (${counted})`);
const broken = cases.filter((one) => one.proof.by !== 'nothing' && !isKept(one, results));
console.log(`\n${cases.length} cases, ${broken.length} broken`);
if (broken.length > 0) process.exitCode = 1;

function wanted(): Wanted {
	try {
		return wantedBy(process.argv.slice(2));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(2);
	}
}

function ofVitest(project: string, wantedFiles: readonly string[]): FileResult[] {
	if (wantedFiles.length === 0) return [];
	const file = join(reports, `${project}.json`);
	const flags = ['run', '--project', project, '--disable-console-intercept', `--outputFile.json=${file}`];
	run(['vitest/vitest.mjs', ...flags, '--reporter=default', '--reporter=json', ...wantedFiles], {});
	return filesOfVitest(readFileSync(file, 'utf8'), process.cwd());
}

function ofPlaywright(wantedFiles: readonly string[]): FileResult[] {
	if (wantedFiles.length === 0) return [];
	const file = join(reports, 'playwright.json');
	run(['@playwright/test/cli.js', 'test', '--reporter=list,json', ...wantedFiles], {
		PLAYWRIGHT_JSON_OUTPUT_NAME: file
	});
	return filesOfPlaywright(readFileSync(file, 'utf8'));
}

/** Its exit code says no more than its report. */
function run([program, ...args]: string[], more: Record<string, string>): void {
	const env: NodeJS.ProcessEnv = { ...process.env, ...variables, ...more };
	// A shell's NODE_ENV would make the tools test another build than the one that is served.
	delete env['NODE_ENV'];
	spawnSync(process.execPath, [join('node_modules', program as string), ...args], { env, stdio: 'inherit' });
}
