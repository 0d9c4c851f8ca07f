/** Where and with what figures were taken: without it they tell nothing. */
import { cpus, loadavg, release, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';

/** Per core; above it other programs took their share. */
const QUIET = 0.5;

/** The load of the machine now, per core, averaged over a minute. */
export function loadPerCore(): number {
	return (loadavg()[0] ?? 0) / cpus().length;
}

/** One line: the day, the machine, what was measured with what, and whether anything else was going on. */
export function surroundings(versions: Readonly<Record<string, string>>, loadBefore: number): string {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
	const all = { Halte: version, Node: process.versions.node, ...versions };
	const programs = Object.entries(all).map(([name, number]) => `${name} ${number}`);
	const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
	const machine = `${cpus().length} × ${cpus()[0]?.model.trim() || 'unknown processor'}, ${memory}, Linux ${release()}`;
	const load =
		loadBefore > QUIET
			? `**Under load**: ${loadBefore.toFixed(1)} per core before the first run; on a quiet machine times are shorter.`
			: `The machine was quiet: load ${loadBefore.toFixed(1)} per core before the first run.`;
	return `Taken on ${new Date().toISOString().slice(0, 10)} on ${machine}; ${programs.join(', ')}. ${load}`;
}
