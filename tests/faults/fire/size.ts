/** How much of a case is run: a little in `npm test`, all of it under `npm run faults`. */

/** `npm run faults` runs the same files in a project that says so (vitest.config.ts). */
const isFull = process.env['HALTE_FAULTS'] === 'full';

/** How often, how many, or how long (ms). */
export function size({ short, full }: { short: number; full: number }): number {
	return isFull ? full : short;
}

/** The seed that a run begins with: `npm run faults -- --seed N`, else always the same ones. */
export function firstSeed(): number {
	return Number(process.env['HALTE_FAULTS_SEED'] ?? 1);
}

/** For how long the longevity case plays; the density of events is the same: `npm run faults -- longevity --minutes 5`. */
export function minutes(): number {
	return Number(process.env['HALTE_FAULTS_MINUTES'] ?? 60);
}
