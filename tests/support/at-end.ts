/** Closes what a test file opened, the last thing first, when the file is done. */
import { afterAll } from 'vitest';

const closings: (() => Promise<unknown> | void)[] = [];

/** Runs `close` after the last test of this file, before what was opened earlier is closed. */
export function atEnd(close: () => Promise<unknown> | void): void {
	closings.push(close);
}

afterAll(async () => {
	for (const close of closings.splice(0).reverse()) await close();
});
