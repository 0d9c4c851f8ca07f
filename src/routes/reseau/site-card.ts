/** What one site's card says, and in which order the cards stand. */
import type { CoordinatorView } from '#lib/contract/views.ts';
import { minutesSince } from '#lib/ui/duration.ts';

type Entry = CoordinatorView['entries'][number];

/** A call that nobody has started after this long needs somebody's eye. */
const FORGOTTEN_AFTER_MIN = 10;

/** Calls that nobody has started, the oldest first. */
export function forgottenCalls({ entries }: CoordinatorView, nowMs: number): Entry[] {
	return entries
		.filter(
			({ status, calledAt }) =>
				status === 'called' && calledAt !== null && minutesSince(calledAt, nowMs) >= FORGOTTEN_AFTER_MIN
		)
		.sort((a, b) => (a.calledAt ?? '').localeCompare(b.calledAt ?? ''));
}

/** The arrival of the one who waits longest to be seen at once. */
export function nowSince({ entries }: CoordinatorView): string | null {
	const arrivals = entries
		.filter((entry) => isWaited(entry) && entry.level === 'now')
		.map(({ arrivedAt }) => arrivedAt)
		.sort();
	return arrivals[0] ?? null;
}

/** How many wait for each service, the most awaited first. */
export function waitsByService({ entries, services }: CoordinatorView): { name: string; count: number }[] {
	const waiting = entries.filter(isWaited);
	return services
		.map(({ id, name }) => ({ name, count: waiting.filter(({ service }) => service === id).length }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);
}

/** Who is called still waits, until the encounter begins. */
function isWaited({ status, presence }: Entry): boolean {
	return (status === 'waiting' || status === 'called') && presence !== 'left';
}

/** Sites that need an eye first, then open ones, then the closed ones by their next block. */
export function inOrder<T extends { view: CoordinatorView; nowMs: number }>(sites: readonly T[]): T[] {
	return [...sites].sort((a, b) => rank(a) - rank(b) || nextStart(a.view).localeCompare(nextStart(b.view)));
}

function rank({ view, nowMs }: { view: CoordinatorView; nowMs: number }): number {
	if (view.block === null) return 3;
	if (view.counts.now > 0) return 0;
	return forgottenCalls(view, nowMs).length > 0 ? 1 : 2;
}

/** Open sites stay in the network's own order, so that cards do not move about. */
function nextStart({ block, nextBlock }: CoordinatorView): string {
	return block === null ? (nextBlock?.startsAt ?? '9999') : '';
}
