/** What a screen needs around a visit besides its board. */
export { normalAlias } from '#lib/domain/identity/alias.ts';
export { parseMemoryCode } from '#lib/domain/identity/memory-code.ts';
export { HEALTH_CARDS, NOTICE_WAYS } from '#lib/domain/person/state.ts';
export type { HealthCard, NoticeWay } from '#lib/domain/person/state.ts';

/** What people are told about their information, word for word (R-22.1, s. 14). */
export interface NoticeWords {
	version: number;
	/** One per language, French first. */
	texts: { language: string; text: string }[];
}

export interface AroundVisit {
	/** The newest version; null when the network has none. */
	notice: NoticeWords | null;
	/** Colleagues of the site who see names there. */
	colleagues: { id: string; name: string; title: string }[];
	/** The network decided to ask for a code-mémoire (R-P3). */
	memoryCode: boolean;
}
