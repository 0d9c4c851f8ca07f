/** What a case has counted, for the table of docs/reliability.md: it travels in vitest's report. */
import type { TestContext } from 'vitest';

declare module 'vitest' {
	interface TaskMeta {
		/** « 20 seeds from 1, 30,000 calls, 0 breaches ». */
		counted?: string;
		/** Why this machine cannot show it. */
		notShown?: string;
	}
}

export function tell({ task }: TestContext, counted: string): void {
	task.meta.counted = counted;
}

/** The case cannot be tried here: its row says so, and why. */
export function notShown({ task }: TestContext, why: string): void {
	task.meta.notShown = why;
}
