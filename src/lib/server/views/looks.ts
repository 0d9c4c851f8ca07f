/** What each audience sees of a « coup d’œil » that is under way. The public screen sees nothing of it. */
import type { ClinicianLook, CoordinatorLook, HostWorkerLook, TeamLook } from '#lib/contract/views.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import type { ShownLook } from '#lib/server/store/board-looks.ts';
import { ticketOf } from '#lib/server/views/header.ts';

/** Without signs and words: that somebody is asked for, where, and whether somebody goes. */
export function coordinatorLooks(facts: BoardFacts): CoordinatorLook[] {
	return facts.looks.map((look) => told(facts, look));
}

/** With the signs that were seen. */
export function teamLooks(facts: BoardFacts): TeamLook[] {
	return facts.looks.map((look) => ({ ...told(facts, look), signs: signsOf(facts, look) }));
}

/** With the exact words too, but for somebody whom a colleague may not see. */
export function clinicianLooks(facts: BoardFacts): ClinicianLook[] {
	return facts.looks.map((look) => ({
		...told(facts, look),
		signs: signsOf(facts, look),
		words: look.visitId !== null && facts.masked.has(look.visitId) ? null : look.words
	}));
}

/** The host's own worker: a word, a place, and whether somebody goes. */
export function hostWorkerLooks(facts: BoardFacts): HostWorkerLook[] {
	return facts.looks.map((look) => ({
		id: look.id,
		word: ticket(facts, look).word,
		room: look.room,
		askedAt: look.askedAt.toISOString(),
		acknowledged: look.acknowledgedAt !== null
	}));
}

function told(facts: BoardFacts, look: ShownLook): CoordinatorLook {
	return {
		id: look.id,
		visitId: look.visitId,
		...ticket(facts, look),
		room: look.room,
		askedAt: look.askedAt.toISOString(),
		askedBy: look.askedBy.name,
		askedById: look.askedBy.id,
		told: look.told.map(({ id, name, at }) => ({ id, name, at: at.toISOString() })),
		acknowledgedAt: look.acknowledgedAt?.toISOString() ?? null,
		acknowledgedBy: look.acknowledgedBy
	};
}

function ticket(facts: BoardFacts, { visitId }: ShownLook) {
	const visit = visitId === null ? undefined : facts.visits.get(visitId);
	return visit === undefined ? { word: null, pictogram: null } : ticketOf(facts, visit.word);
}

function signsOf({ signs }: BoardFacts, look: ShownLook): TeamLook['signs'] {
	return look.signs.map((id) => signs.find((sign) => sign.id === id) ?? { id, name: id, pictogram: '' });
}
