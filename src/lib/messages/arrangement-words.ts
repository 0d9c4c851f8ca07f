/** Why somebody has a welcome arrangement, in words. */
import type { ArrangementReason } from '#lib/contract/arrangement-codes.ts';
import { m } from '#lib/messages/compiled/messages.js';

export const ARRANGEMENT_WORDS: Record<ArrangementReason, () => string> = {
	needs_calm: m.arrangement_reason_needs_calm,
	chosen_hour: m.arrangement_reason_chosen_hour,
	chosen_place: m.arrangement_reason_chosen_place,
	with_somebody: m.arrangement_reason_with_somebody,
	after_an_event: m.arrangement_reason_after_an_event
};
