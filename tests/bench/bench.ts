/** `npm run bench`: what the house can do, as figures in docs/performance.md. Nothing here passes or fails. */
import { benchCold } from './cold.ts';
import { benchCluster } from './cluster.ts';
import { benchDisplays } from './displays.ts';
import { benchE2e } from './e2e.ts';
import { benchE2eMax } from './e2e-max.ts';
import { benchFsync } from './fsync.ts';
import { benchHistory } from './history.ts';
import { benchLoad } from './load.ts';
import type { Measure, Setting } from './measure.ts';
import { readOptions, type Options } from './options.ts';
import { benchPeers } from './peers.ts';
import { keep } from './performance-page.ts';
import { benchReport } from './report.ts';
import { openStage } from './stage.ts';
import { benchStore } from './store.ts';
import { benchWeb } from './web.ts';

const MEASURES: Readonly<Record<string, Measure>> = {
	e2e: benchE2e,
	store: benchStore,
	cold: benchCold,
	history: benchHistory,
	load: benchLoad,
	'e2e-max': benchE2eMax,
	displays: benchDisplays,
	cluster: benchCluster,
	report: benchReport,
	fsync: benchFsync,
	peers: benchPeers,
	web: benchWeb
};
const USAGE = `npm run bench -- [${Object.keys(MEASURES).join(' | ')} …] [--runs N] [--try]`;
/** Of the work, when the bench itself is tried. */
const TRY = 0.1;

function optionsOrEnd(): Options {
	try {
		return readOptions(process.argv.slice(2), Object.keys(MEASURES));
	} catch (error) {
		console.error(`${(error as Error).message}\n${USAGE}`);
		process.exit(2);
	}
}

const { measures, runs, isTry } = optionsOrEnd();
const stage = await openStage();
const setting: Setting = {
	stage,
	runs,
	part: (whole) => (isTry ? Math.max(1, Math.round(whole * TRY)) : whole)
};
try {
	for (const name of measures) {
		const measure = MEASURES[name];
		if (measure === undefined) continue;
		const begin = performance.now();
		const seconds = () => Math.round((performance.now() - begin) / 1_000);
		try {
			const section = await measure(setting);
			if (!isTry) keep(name, section);
			console.log(`\n${name}\n\n${section}\n\n(${seconds()} s)`);
		} catch (error) {
			// The others have their figures all the same; its former ones stay on the page.
			process.exitCode = 1;
			console.error(
				`\n${name} failed after ${seconds()} s:`,
				error,
				`\nPostgres said:\n${stage.lastWords()}`
			);
		}
	}
} finally {
	await stage.close();
}
