/** Whether this network asks for a code-mémoire; off unless it decided so (R-P3). */
import type { AroundVisit } from '#lib/contract/around-visit.ts';

/** `data` is the page's, of the tablet or the console. */
export function asksMemoryCode(data: { around?: AroundVisit }): boolean {
	return data.around?.memoryCode ?? false;
}
