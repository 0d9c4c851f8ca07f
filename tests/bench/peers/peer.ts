/** What hands out the next one, item by item, to callers who do not know of each other. */

export interface Rates {
	/** Put in, one a call, per second. */
	readonly put: number;
	/** Taken and done with, one a call, per second. */
	readonly taken: number;
}

export interface Peer {
	readonly name: string;
	readonly version: string;
	/** Puts `count` items in and takes them all out. @throws Error when one was lost or handed out twice. */
	run(callers: number, count: number): Promise<Rates>;
	close(): Promise<void>;
}

/** How many a second, and what the work gave. */
export async function timed<A>(count: number, work: () => Promise<A>): Promise<{ rate: number; given: A }> {
	const begin = performance.now();
	const given = await work();
	return { rate: count / ((performance.now() - begin) / 1_000), given };
}

/** @throws Error when one was lost or handed out twice. */
export function checkHandedOut(name: string, ids: readonly (string | null)[], count: number): void {
	const there = ids.filter((id) => id !== null);
	const distinct = new Set(there).size;
	if (distinct !== count || there.length !== count)
		throw new Error(`${name}: ${count} put in, ${there.length} handed out, ${distinct} of them different`);
}
