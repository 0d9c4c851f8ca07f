import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CASES, type Case } from './cases.ts';
import { filesOfPlaywright, filesOfVitest, type FileResult } from './reports.ts';
import { filesOf, isKept, rowOf, tableWith } from './rows.ts';
import { wantedBy } from './wanted.ts';

const case_: Case = {
	...{ number: 3, fault: 'a fault', pass: 'all well' },
	proof: { by: 'tests', names: ['faults/selection/03-x', 'faults/long/03-y'] }
};
const result = (name: string, passed: number, failed: number, counted: string[] = []) => ({
	...{ file: `tests/faults/${name}.int.test.ts`, passed, failed, counted, notShown: [] as string[] }
});

it('there are twenty-five and the long one, and every file that is to show one exists', () => {
	expect(CASES.map(({ number }) => number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
	expect(CASES.flatMap(({ proof }) => filesOf(proof)).filter((file) => !existsSync(file))).toEqual([]);
});

it('a case is kept when all its files were run, had tests, and none failed', () => {
	const [x, y] = [result('selection/03-x', 1, 0), result('long/03-y', 2, 0)];
	expect(isKept(case_, [x, y])).toBe(true);
	expect(isKept(case_, [x])).toBe(false);
	expect(isKept(case_, [x, { ...y, passed: 0 }])).toBe(false);
	expect(isKept(case_, [x, { ...y, failed: 1 }])).toBe(false);
	expect(isKept({ ...case_, proof: { by: 'nothing', why: 'later' } }, [])).toBe(false);
});

it('a row says what was counted, and what is not shown', () => {
	const results = [result('selection/03-x', 1, 0, ['9 killed']), result('long/03-y', 2, 0)];
	expect(rowOf({ ...case_, lacks: 'the moon' }, results, '2030-01-02')).toEqual([
		...['3', 'a fault', 'all well', 'kept, 2030-01-02; not shown: the moon', '9 killed'],
		'`faults/selection/03-x`, `faults/long/03-y`'
	]);
	expect(rowOf(case_, [], '2030-01-02')[3]).toBe('**broken**, 2030-01-02');
	const waiting = rowOf({ ...case_, proof: { by: 'nothing', why: 'waits for that feature' } }, [], '');
	expect(waiting.slice(3)).toEqual(['**not shown**: waits for that feature', '–', '–']);
});

it('what this machine cannot try is named, unless it failed', () => {
	const unable = { ...result('selection/03-x', 1, 0), notShown: ['only root may mount'] };
	const row = (y: FileResult) => rowOf(case_, [unable, y], '2030-01-02').slice(3, 5);
	expect(row(result('long/03-y', 1, 0))).toEqual(['**not shown**: only root may mount', '–']);
	expect(row(result('long/03-y', 0, 1))[0]).toBe('**broken**, 2030-01-02');
});

it('a run of one case leaves the rows of the others as they were', () => {
	const cases = [case_, { ...case_, number: 4 }];
	const row = (number: string, what: string) => [number, 'a fault', 'all well', what, '–', '–'];
	const first = tableWith('', cases, [row('3', 'kept, first')]);
	expect(first.split('\n')[3]).toContain('| not run yet |');
	const second = tableWith(first, cases, [row('4', 'kept, second')]);
	expect(second).toContain('| kept, first ');
	expect(second).toContain('| kept, second |');
	expect(second.split('\n')).toHaveLength(4);
});

it('reads what vitest and Playwright report', () => {
	const vitest = { status: 'passed', meta: { counted: '3 seeds', notShown: 'no root' } };
	const report = {
		testResults: [{ name: '/root/tests/a.int.test.ts', assertionResults: [vitest, { status: 'failed' }] }]
	};
	expect(filesOfVitest(JSON.stringify(report), '/root')).toEqual([
		{ file: 'tests/a.int.test.ts', passed: 1, failed: 1, counted: ['3 seeds'], notShown: ['no root'] }
	]);
	const inner = { file: 'a.e2e.ts', specs: [{ tests: [{ status: 'flaky' }] }] };
	const suites = [{ file: 'a.e2e.ts', specs: [{ tests: [{ status: 'expected' }] }], suites: [inner] }];
	expect(filesOfPlaywright(JSON.stringify({ suites }))).toEqual([
		{ file: 'tests/e2e/a.e2e.ts', passed: 1, failed: 1, counted: [], notShown: [] }
	]);
});

it('what is typed behind the command', () => {
	const numbers = (...words: string[]) => wantedBy(words).cases.map(({ number }) => number);
	expect(numbers()).toHaveLength(25);
	expect(numbers('8', '3')).toEqual([3, 8]);
	expect(numbers('longevity', '8')).toEqual([8, 26]);
	expect(wantedBy(['--minutes', '5'])).toMatchObject({
		cases: [{ number: 26 }],
		variables: { HALTE_FAULTS_MINUTES: '5' }
	});
	expect(wantedBy(['--histories', '12']).variables).toEqual({ HALTE_FAULTS_HISTORIES: '12' });
	expect(wantedBy(['--seed', '7'])).toMatchObject({
		cases: [{ number: 2 }],
		variables: { HALTE_FAULTS_SEED: '7', HALTE_FAULTS_HISTORIES: '1' }
	});
	for (const words of [['27'], ['0'], ['three'], ['--seed'], ['--beside'], ['--beside', 'nowhere']])
		expect(() => wantedBy(words)).toThrow('npm run faults');
});
