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

try {
	for (const step of chooseSteps(process.argv.slice(2), ROOT)) {
		console.log(`\n=== ${step.title} ===`);
		const result = runStep(step);
		passed += result.passed;
		failed += result.failed;
		if (result.failed > 0) failures.push(step.title);
	}
} catch (error) {
	console.error(error.message);
	process.exitCode = 2;
} finally {
	rmSync(reports, { recursive: true, force: true });
}

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}.`);
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** A check counts as one; a suite adds its own numbers, and one failure when it broke or found no test. */
function runStep({ name, commands, report }) {
	const file = join(reports, `${name}.json`);
	const sound = commands.every((command) => runCommand(command, file));
	if (!report) return sound ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
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

function runCommand([program, ...args], file) {
	const path = join(ROOT, 'node_modules', program);
	const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
	// A shell's NODE_ENV would make the tools test another build than the one that is served.
	delete env.NODE_ENV;
	const all = [path, ...args.map((arg) => arg.replace('REPORT', file))];
	return spawnSync(process.execPath, all, { cwd: ROOT, env, stdio: 'inherit' }).status === 0;
}
