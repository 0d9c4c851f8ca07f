import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A step of `npm test`: `name` is what one types, `commands` are programs of node_modules (its bin and its
 * arguments), `needs` a file without which the step is left out, `report` reads the numbers of a suite.
 */
const STEPS = [
	{ name: 'format', title: 'Format (prettier)', commands: [['prettier/bin/prettier.cjs', '--check', '.']] },
	{
		name: 'rooms',
		title: 'Rooms and lint (eslint)',
		needs: 'eslint.config.js',
		commands: [['eslint/bin/eslint.js', '.']]
	},
	{
		name: 'circles',
		title: 'Circles (dependency-cruiser)',
		needs: '.dependency-cruiser.js',
		commands: [
			['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.js', 'src', 'db']
		]
	},
	{ name: 'knip', title: 'Dead files, exports and packages (knip)', commands: [['knip/bin/knip.js']] },
	{
		name: 'types',
		title: 'Types (svelte-check)',
		commands: [['@sveltejs/kit/svelte-kit.js', 'sync'], ['svelte-check/bin/svelte-check']]
	},
	{ name: 'unit', title: 'Unit tests (vitest)', ...vitest('unit') },
	{
		name: 'integration',
		title: 'Integration tests on real Postgres and Redis (vitest)',
		...vitest('integration')
	},
	{
		name: 'e2e',
		title: 'In the browser (Playwright)',
		commands: [['@playwright/test/cli.js', 'test', '--reporter=list,json']],
		report: readPlaywright
	}
];

/** Names that stand for several steps. */
const GROUPS = { lint: ['format', 'rooms', 'circles', 'knip'] };

function vitest(project) {
	const reporters = ['--reporter=default', '--reporter=json'];
	const command = [
		'vitest/vitest.mjs',
		'run',
		'--project',
		project,
		...reporters,
		'--outputFile.json=REPORT'
	];
	return { commands: [command], report: readVitest };
}

/** A file that could not even be loaded has no test in the report; it counts as one failure. */
function readVitest(file) {
	const report = JSON.parse(readFileSync(file, 'utf8'));
	const unloaded = report.testResults.filter(
		(suite) => suite.status === 'failed' && suite.assertionResults.length === 0
	);
	const broken = report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'failed')
			.map(({ fullName, failureMessages }) => told(`${name} › ${fullName}`, failureMessages[0]))
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloaded.length,
		why: [...unloaded.map(({ name, message }) => told(name, message)), ...broken]
	};
}

/** A test that passed only at its second try counts as failed. */
function readPlaywright(file) {
	const { stats, errors, suites } = JSON.parse(readFileSync(file, 'utf8'));
	const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
	const broken = suites
		.flatMap(specsOf)
		.filter(({ tests }) => tests.some(({ status }) => status !== 'expected' && status !== 'skipped'))
		.map(({ file, title, tests }) => told(`${file} › ${title}`, tests[0].results.at(-1)?.error?.message));
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + errors.length,
		why: [...errors.map(({ message }) => told('the run', message)), ...broken]
	};
}

/** Enough to know what broke from the end of a log; the whole stands above. */
const LINES_OF_A_FAILURE = 14;

/** A failed test and the first lines of what it said, without the colours of a terminal. */
function told(test, message = 'no message') {
	const plain = message.replaceAll(/\u001b\[[0-9;]*m/g, '');
	return [test, ...plain.split('\n').slice(0, LINES_OF_A_FAILURE)].join('\n    ');
}

/** Gives the steps that the names (of steps or groups) stand for, all without names; throws on another name. */
export function chooseSteps(names, root) {
	const wanted = names.flatMap((name) => GROUPS[name] ?? [name]);
	const known = STEPS.map((step) => step.name);
	const unknown = wanted.find((name) => !known.includes(name));
	if (unknown)
		throw new Error(`No step « ${unknown} ». Steps: ${[...known, ...Object.keys(GROUPS)].join(', ')}.`);
	return STEPS.filter((step) => wanted.length === 0 || wanted.includes(step.name)).filter(
		(step) => !step.needs || existsSync(join(root, step.needs))
	);
}
