/** What a measure is given. */
import type { Stage } from './stage.ts';

export interface Setting {
	readonly stage: Stage;
	/** How often each side runs, one after the other. */
	readonly runs: number;
	/** So much of this in a measure; less of it when the bench itself is tried. */
	part(whole: number): number;
}

/** Gives its section of docs/performance.md. */
export type Measure = (setting: Setting) => Promise<string>;
