/** What is typed of a visit's person at two tablets at once: nobody's words go unseen. */
import type { QueueEvent } from '#lib/domain/queue/decision.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { PersonalMark } from '#lib/domain/visit/events.ts';

export const NOTED_FIELDS = ['alias', 'contact', 'note'] as const;
export type NotedField = (typeof NOTED_FIELDS)[number];

/**
 * What a screen showed when somebody typed: when each value had been noted last, in ms, null for one that nobody had.
 * Whatever stands in a field that is left out is replaced.
 */
export type NotedOver = Readonly<Partial<Record<NotedField, number | null>>>;

/** One value among those of a site. */
export const notedKey = (visitId: string, field: string): string => `${visitId} ${field}`;

/** Null when nothing that somebody else noted meanwhile is replaced; else the first field where something would be. */
export function notedRefusal(
	{ notedAt }: Pick<SiteState, 'notedAt'>,
	{ visitId, over, personal }: { visitId: string; over?: NotedOver; personal: readonly PersonalMark[] }
): Refusal | null {
	if (over === undefined) return null;
	const overtaken = NOTED_FIELDS.find((field) => {
		const seen = over[field];
		const isTyped = personal.some((mark) => mark.field === field);
		return isTyped && seen !== undefined && seen !== (notedAt.get(notedKey(visitId, field)) ?? null);
	});
	return overtaken === undefined ? null : refuse('noted_meanwhile', { field: overtaken });
}

/** When each value was noted last, once an event has happened at `at` (ms). */
export function notedAfter(
	notedAt: SiteState['notedAt'],
	event: QueueEvent,
	at: number
): SiteState['notedAt'] {
	const fields = fieldsNoted(event);
	if (fields.length === 0 || !('visitId' in event) || event.visitId === null) return notedAt;
	const { visitId } = event;
	return new Map([...notedAt, ...fields.map((field) => [notedKey(visitId, field), at] as const)]);
}

/** A visit that takes another one's place may take its values too, and gives them back with it. */
function fieldsNoted(event: QueueEvent): readonly string[] {
	if (event.type === 'VisitRegistered' || event.type === 'DetailsChanged')
		return event.personal.map(({ field }) => field);
	return event.type === 'VisitTookOver' || event.type === 'VisitGaveBack' ? NOTED_FIELDS : [];
}
