// `npm test` runs every step, stops at none, and ends with one line of numbers. `npm test -- unit lint` runs
// only the steps named.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseSteps } from './test-steps.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'halte-reports-'));
let passed = 0;
let failed = 0;
const failures = [];
const reasons = [];

try {
	for (const step of chooseSteps(process.argv.slice(2), ROOT)) {
		console.log(`\n=== ${step.title} ===`);
		const result = runStep(step);
		passed += result.passed;
		failed += result.failed;
		if (result.failed > 0) failures.push(step.title);
		reasons.push(...(result.why ?? []));
	}
} catch (error) {
	console.error(error.message);
	process.exitCode = 2;
} finally {
	rmSync(reports, { recursive: true, force: true });
}

// Again and last: the pictures of a failed story fill the end of a log, and lint stands an hour above it.
for (const reason of reasons) console.log(`\n✘ ${reason}`);
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}.`);
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** A check counts as one; a suite adds its own numbers, and one failure when it broke or found no test. */
function runStep({ title, name, commands, report }) {
	const file = join(reports, `${name}.json`);
	if (!report) return runCheck(title, commands);
	const sound = commands.every((command) => runCommand(command, file, 'inherit').status === 0);
	let numbers = { passed: 0, failed: 0 };
	try {
		numbers = report(file);
	} catch {
		console.error('The suite left no report.');
	}
	if (numbers.passed + numbers.failed === 0) console.error('No test was found: this counts as a failure.');
	const broken = numbers.failed === 0 && (!sound || numbers.passed === 0);
	return broken ? { ...numbers, failed: 1 } : numbers;
}

/** A check says little unless it fails: then what it said is the reason. */
function runCheck(title, commands) {
	for (const command of commands) {
		const { status, stdout, stderr } = runCommand(command, '', 'pipe');
		const said = `${stdout}${stderr}`.trim();
		if (said !== '') console.log(said);
		if (status !== 0) return { passed: 0, failed: 1, why: [`${title}\n${said}`] };
	}
	return { passed: 1, failed: 0 };
}

function runCommand([program, ...args], file, output) {
	const path = join(ROOT, 'node_modules', program);
	const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
	// A shell's NODE_ENV would make the tools test another build than the one that is served.
	delete env.NODE_ENV;
	const all = [path, ...args.map((arg) => arg.replace('REPORT', file))];
	const stdio = ['inherit', output, output];
	return spawnSync(process.execPath, all, { cwd: ROOT, env, stdio, encoding: 'utf8', maxBuffer: 2 ** 26 });
}
