/** Opens blocks by the calendar, so that nobody has to remember before the door opens. */
import { HOUSE, type CommandRequest } from '#lib/server/commands/request.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import type { SitePlan } from '#lib/server/store/calendar.ts';
import { boundsOfDay, instantOf, localDayOf, weekdayOf } from '#lib/server/store/local-time.ts';

/** A host may open the list before the team arrives. */
const OPENS_BEFORE_MS = 3 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

interface Span {
	readonly localDay: string;
	readonly startsAt: number;
	readonly endsAt: number;
}

/**
 * The block that should be open at `at` (ms) and was never opened, or null. In demo mode every local day is a
 * block from midnight to midnight, so that a newcomer can play at any hour; for practice too, and there one that
 * somebody closed is followed by another.
 */
export function blockDue(plan: SitePlan, at: number, demo: boolean): Span | null {
	const localDay = localDayOf(at, plan.timezone);
	const closedInPractice = plan.practice && !plan.isOpen;
	if (plan.openedDays.has(localDay) && !closedInPractice) return null;
	if (demo || plan.practice) {
		const { from, until } = boundsOfDay(localDay, plan.timezone);
		return { localDay, startsAt: from, endsAt: until };
	}
	for (const { weekday, starts_at, ends_at } of plan.weekly) {
		if (weekday !== weekdayOf(localDay)) continue;
		const startsAt = instantOf(localDay, starts_at, plan.timezone);
		const endsAt = instantOf(localDay, ends_at, plan.timezone);
		if (at >= startsAt - OPENS_BEFORE_MS && at < endsAt) return { localDay, startsAt, endsAt };
	}
	return null;
}

/**
 * The span of a block that somebody opens by hand: until the planned end of today, else for so long; for practice
 * until the day is over.
 */
export function blockByHand(plan: SitePlan, at: number, minutes: number | undefined): Span {
	const localDay = localDayOf(at, plan.timezone);
	const planned = plan.weekly
		.filter(({ weekday }) => weekday === weekdayOf(localDay))
		.map(({ ends_at }) => instantOf(localDay, ends_at, plan.timezone))
		.find((end) => end > at);
	const usual = plan.practice ? boundsOfDay(localDay, plan.timezone).until : at + 3 * HOUR_MS;
	const endsAt = minutes === undefined ? (planned ?? usual) : at + minutes * 60_000;
	return { localDay, startsAt: at, endsAt };
}

/** The request that opens a block over a span. */
export function openingRequest(
	plan: SitePlan,
	span: Span,
	ids: { id: string; blockId: string },
	by: { actorId: string; body: unknown } = { actorId: HOUSE, body: span }
): CommandRequest {
	const { siteId, services, defaultService } = plan;
	return {
		siteId,
		id: ids.id,
		target: siteId,
		...by,
		command: { verb: 'open_block', blockId: ids.blockId, ...span, services, defaultService }
	};
}

/**
 * Opens all that is due; a site that fails keeps no other one shut, and the first fault is thrown at the end. Two
 * nodes may both try: the second is told that it is open already.
 */
export async function openDueBlocks(
	door: Door,
	plans: readonly SitePlan[],
	at: number,
	{ demo, newId }: { demo: boolean; newId: () => string }
): Promise<void> {
	const outcomes = await Promise.allSettled(
		plans.map(async (plan) => {
			const due = blockDue(plan, at, demo);
			if (due !== null) await door.execute(openingRequest(plan, due, { id: newId(), blockId: newId() }));
		})
	);
	const failed = outcomes.find((outcome) => outcome.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}
