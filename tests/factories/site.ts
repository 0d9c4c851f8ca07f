/** A site with an open block, and what can be open, closed or used up there. */
import type { Block, SiteState } from '#lib/domain/queue/site-state.ts';
import type { Visit } from '#lib/domain/visit/state.ts';
import { OPENING, TODAY, minute, minutes } from './time.ts';

export const aBlock = (traits: Partial<Block> = {}): Block => ({
	id: 'block-today',
	localDay: TODAY,
	startsAt: OPENING,
	endsAt: minute(240),
	services: new Set(['nursing', 'dental', 'listening']),
	defaultService: 'listening',
	...traits
});

/**
 * An open site with nursing, dental and listening today; `medical` and `veterinary` exist but are not offered.
 * Visits may be given as a list.
 */
export function aSite({
	visits = [],
	...traits
}: Partial<Omit<SiteState, 'visits'>> & { visits?: readonly Visit[] } = {}): SiteState {
	return {
		siteId: 'site',
		block: aBlock(),
		visits: new Map(visits.map((visit) => [visit.id, visit])),
		visitsElsewhere: new Set(),
		nouns: ['Huard', 'Loutre', 'Renard'],
		usedWords: new Set(visits.map((visit) => visit.word)),
		routes: new Map([
			['wound', ['nursing', 'medical']],
			['tooth', ['dental']],
			['medicine', ['medical', 'nursing']],
			['animal', ['veterinary']],
			['private', []]
		]),
		services: new Set(['nursing', 'dental', 'listening', 'medical', 'veterinary']),
		rooms: new Set(['blue-room', 'green-room']),
		areas: new Set(['kitchen', 'yard']),
		everyRoom: new Set(['blue-room', 'green-room', 'great-hall']),
		usualRooms: new Map(),
		people: new Map(),
		restrictions: [],
		noticeVersions: new Set([1]),
		questions: new Map(),
		answeredAt: new Map(),
		notedAt: new Map(),
		healthNumberOn: false,
		memoryCodeOn: false,
		looks: new Map(),
		looksElsewhere: new Set(),
		signs: new Set(['breathing', 'bleeding', 'confused']),
		tallies: new Map([
			['chat', 0],
			['kit', 0]
		]),
		graceMs: minutes(30),
		staffNames: new Map([
			['nadia', 'Nadia'],
			['denis', 'Denis'],
			['paula', 'Paula']
		]),
		...traits
	};
}

/** The door is shut. */
export const aClosedSite = (traits: Parameters<typeof aSite>[0] = {}): SiteState =>
	aSite({ ...traits, block: null });
