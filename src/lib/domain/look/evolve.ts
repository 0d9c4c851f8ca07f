/** The only place where a « coup d’œil » changes. */
import type { LookEvent } from '#lib/domain/look/events.ts';
import type { Look } from '#lib/domain/look/state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';

/**
 * The look after `event`. Pure; `look` is undefined for QuickLookAsked only.
 * @throws Error when the event does not fit, which would be a fault of ours, never of a user.
 */
export function evolveLook(look: Look | undefined, event: LookEvent, { by, at }: Cause): Look {
	if (event.type === 'QuickLookAsked') {
		const { lookId: id, blockId, aboutVisitId: visitId, signs } = event;
		const told = event.told.map((accountId) => ({ accountId, at }));
		return { id, blockId, visitId, signs, askedBy: by, askedAt: at, told, acknowledged: null, closed: null };
	}
	if (look === undefined) throw new Error(`${event.type} for a look that nobody asked for`);
	switch (event.type) {
		case 'QuickLookAcknowledged':
			return { ...look, acknowledged: { by, at } };
		case 'QuickLookTold':
			return { ...look, told: [...look.told, { accountId: event.accountId, at }] };
		case 'QuickLookClosed':
			return { ...look, closed: { by, at } };
	}
}
