/** Parts of the program that come after a page's first picture. */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Asks for a part until it is there: wifi that fails in between delays it and leaves nothing broken behind. */
export async function untilThere<Part>(
	fetchPart: () => Promise<Part>,
	pause: (ms: number) => Promise<void> = pauseOrOnline
): Promise<Part> {
	for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
		try {
			return await fetchPart();
		} catch {
			await pause(ms);
		}
	}
}

/** `ms` at most; less when the network comes back. */
function pauseOrOnline(ms: number): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			removeEventListener('online', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		addEventListener('online', done);
	});
}
