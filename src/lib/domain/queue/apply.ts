/** A site's state after a command's events; the next command of the same batch decides on it. */
import type { BlockEvent } from '#lib/domain/block/events.ts';
import type { QueueEvent } from '#lib/domain/queue/decision.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import { evolveLook } from '#lib/domain/look/evolve.ts';
import { answerKey } from '#lib/domain/question/answers.ts';
import { applyToPeople, restrictionsAfter, restrictionsOfKnown, withNew } from '#lib/domain/person/evolve.ts';
import { WordsAlso } from '#lib/domain/ticket/word.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { evolve } from '#lib/domain/visit/evolve.ts';
import { notedAfter } from '#lib/domain/visit/noted.ts';

/** Pure; the given state stays as it was. */
export function apply(state: SiteState, events: readonly QueueEvent[], cause: Cause): SiteState {
	return events.reduce(
		(after, event) => ({
			...applyOne(after, event, cause),
			notedAt: notedAfter(after.notedAt, event, cause.at)
		}),
		state
	);
}

function applyOne(state: SiteState, event: QueueEvent, cause: Cause): SiteState {
	if (event.type === 'BlockOpened' || event.type === 'BlockClosed') {
		const tallies = new Map([...state.tallies.keys()].map((kind) => [kind, 0]));
		return { ...state, block: blockAfter(event), usualRooms: new Map(), tallies };
	}
	if (event.type === 'Counted') {
		const count = (state.tallies.get(event.kind) ?? 0) + event.by;
		return { ...state, tallies: new Map(state.tallies).set(event.kind, count) };
	}
	if ('lookId' in event) {
		const look = evolveLook(state.looks.get(event.lookId), event, cause);
		return { ...state, looks: new Map(state.looks).set(look.id, look) };
	}
	if (
		event.type === 'PersonDetailsChanged' ||
		event.type === 'PeopleMerged' ||
		event.type === 'PeopleSeparated'
	) {
		return applyToPeople(state, event);
	}
	const visit = evolve(state.visits.get(event.visitId), event, cause);
	const visits = new Map(state.visits).set(visit.id, visit);
	if (event.type === 'QuestionsAnswered') {
		const answered = event.answers.map(({ question }) => [answerKey(visit.id, question), cause.at] as const);
		return { ...state, visits, answeredAt: new Map([...state.answeredAt, ...answered]) };
	}
	if (event.type === 'VisitIdentified') {
		const restrictions = restrictionsOfKnown(state.restrictions, event);
		return { ...state, visits, restrictions, people: withNew(state, event) };
	}
	if (event.type === 'VisitTookOver' && event.personId !== null) {
		const { visitId, personId } = event;
		return { ...state, visits, restrictions: restrictionsOfKnown(state.restrictions, { visitId, personId }) };
	}
	if (event.type === 'RestrictionSet' || event.type === 'RestrictionLifted') {
		return { ...state, restrictions: restrictionsAfter(state, visit, event) };
	}
	if (event.type === 'VisitRegistered') {
		const { usedWords } = state;
		const words = usedWords instanceof WordsAlso ? usedWords : new WordsAlso(usedWords);
		return { ...state, visits, usedWords: words.and(event.word) };
	}
	if ((event.type === 'EntryCalled' || event.type === 'EntryTakenOver') && event.room !== null) {
		return { ...state, visits, usualRooms: new Map(state.usualRooms).set(cause.by, event.room) };
	}
	return { ...state, visits };
}

function blockAfter(event: BlockEvent): SiteState['block'] {
	if (event.type === 'BlockClosed') return null;
	const { blockId, localDay, startsAt, endsAt, services, defaultService } = event;
	return { id: blockId, localDay, startsAt, endsAt, services: new Set(services), defaultService };
}
