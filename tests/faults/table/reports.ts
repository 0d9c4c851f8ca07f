/** What vitest and Playwright say of each file. */

export interface FileResult {
	/** From the root of the project. */
	readonly file: string;
	readonly passed: number;
	readonly failed: number;
	/** What its tests have counted. */
	readonly counted: readonly string[];
	/** What could not be tried on this machine, and why. */
	readonly notShown: readonly string[];
}

interface VitestReport {
	readonly testResults: readonly {
		readonly name: string;
		readonly assertionResults: readonly {
			readonly status: string;
			readonly meta?: { readonly counted?: string; readonly notShown?: string };
		}[];
	}[];
}

/** A file that could not even be loaded has no test, which is no success either. */
export function filesOfVitest(report: string, root: string): FileResult[] {
	const { testResults } = JSON.parse(report) as VitestReport;
	return testResults.map(({ name, assertionResults }) => {
		const passed = assertionResults.filter(({ status }) => status === 'passed').length;
		return {
			file: name.replace(`${root}/`, ''),
			passed,
			failed: assertionResults.length - passed,
			counted: assertionResults.flatMap(({ meta }) => meta?.counted ?? []),
			notShown: assertionResults.flatMap(({ meta }) => meta?.notShown ?? [])
		};
	});
}

interface Suite {
	readonly file: string;
	readonly specs: readonly { readonly tests: readonly { readonly status: string }[] }[];
	readonly suites?: readonly Suite[];
}

/** A test that passed only at its second try counts as failed. */
export function filesOfPlaywright(report: string): FileResult[] {
	const { suites } = JSON.parse(report) as { suites: readonly Suite[] };
	const testsOf = (suite: Suite): { status: string }[] => [
		...suite.specs.flatMap(({ tests }) => tests),
		...(suite.suites ?? []).flatMap(testsOf)
	];
	return suites.map((suite) => {
		const tests = testsOf(suite);
		const passed = tests.filter(({ status }) => status === 'expected').length;
		return {
			file: `tests/e2e/${suite.file}`,
			passed,
			failed: tests.length - passed,
			counted: [],
			notShown: []
		};
	});
}
