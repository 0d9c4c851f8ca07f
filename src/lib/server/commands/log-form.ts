/** What an event says of a person in the log: that it was the same one, not who, and no more once they are forgotten. */
import type { QueueEvent } from '#lib/domain/queue/decision.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';

/**
 * The event as it is logged: each person's key becomes a keyed hash with a salt of that person's and the id of what
 * it happened to. The salt is erased when the person is forgotten; then no two rows of the log can be told to be
 * about one person any more (P-39.1, s. 23).
 */
export function logForm(event: QueueEvent, ring: KeyRing, saltOf: (personId: string) => string): QueueEvent {
	const mark = (personId: string, about: string) =>
		ring.index('mark', `${saltOf(personId)}\0person\0${about}`);
	if (!('personId' in event) || event.personId == null) return event;
	const { personId } = event;
	if (event.type === 'PeopleMerged') {
		const { intoId, mergeId } = event;
		return { ...event, personId: mark(personId, mergeId), intoId: mark(intoId, mergeId) };
	}
	if (event.type === 'PeopleSeparated') {
		return { ...event, personId: mark(personId, ''), fromId: mark(event.fromId, '') };
	}
	return { ...event, personId: mark(personId, 'visitId' in event ? event.visitId : '') };
}
