/** What a decision may know of a site: the facts, loaded under the site's lock. */
import type { Look } from '#lib/domain/look/state.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { Person, Restriction } from '#lib/domain/person/state.ts';
import type { AskedQuestion } from '#lib/domain/question/question.ts';
import type { UsedWords } from '#lib/domain/ticket/word.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

/** A care block: one half-day of one team at one site. */
export interface Block {
	readonly id: string;
	readonly localDay: string;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly services: ReadonlySet<string>;
	readonly defaultService: string | null;
}

export interface SiteState {
	readonly siteId: string;
	/** The site's unclosed block; null when the door is shut. */
	readonly block: Block | null;
	/**
	 * Every visit that a command names, with its company where that matters: its party, and its animals. To call,
	 * every unfinished visit of the block too.
	 */
	readonly visits: ReadonlyMap<string, Visit>;
	/** Ids among those asked about that are visits of another site: they can't be registered here. */
	readonly visitsElsewhere: ReadonlySet<string>;
	readonly nouns: readonly string[];
	/** Words of the local day and of the last 24 h. */
	readonly usedWords: UsedWords;
	readonly routes: ReadonlyMap<string, readonly string[]>;
	readonly services: ReadonlySet<string>;
	/** Where people are received. */
	readonly rooms: ReadonlySet<string>;
	/** Where people wait. */
	readonly areas: ReadonlySet<string>;
	/** Those where care is given, and the areas where people are. */
	readonly everyRoom: ReadonlySet<string>;
	/** The room that each caller used last in this block, by account. */
	readonly usualRooms: ReadonlyMap<string, string>;
	/** People whom a command names, with those merged with them. */
	readonly people: ReadonlyMap<string, Person>;
	/** Those that hold for the visits and people here. */
	readonly restrictions: readonly Restriction[];
	/** Versions of the notice that have been written. */
	readonly noticeVersions: ReadonlySet<number>;
	/** Questions that a command answers. */
	readonly questions: ReadonlyMap<string, AskedQuestion>;
	/** When each of their answers was noted last, in ms, by visit and question (`answerKey`). */
	readonly answeredAt: ReadonlyMap<string, number>;
	/** When each value that a command types was noted last, in ms, by visit and field (`notedKey`). */
	readonly notedAt: ReadonlyMap<string, number>;
	/** The network decided that clinicians may record a health-card number. */
	readonly healthNumberOn: boolean;
	/** The network decided to count by code-mémoire. */
	readonly memoryCodeOn: boolean;
	/** Looks that a command names. */
	readonly looks: ReadonlyMap<string, Look>;
	/** Ids among those named that are looks of another site. */
	readonly looksElsewhere: ReadonlySet<string>;
	/** Observable signs that may be chosen. */
	readonly signs: ReadonlySet<string>;
	/** What was counted in the open block, by kind; every kind that can be counted is in it. */
	readonly tallies: ReadonlyMap<string, number>;
	readonly graceMs: number;
	/** Names of the team, to say who has somebody. */
	readonly staffNames: ReadonlyMap<string, string>;
}

/** Everything a decision needs besides the state: nothing is read from the air. */
export interface Context {
	readonly actor: Actor;
	/** Server instant of the command, in ms; never earlier than the one before it at this site. */
	readonly at: number;
	readonly localDay: string;
	readonly newId: () => string;
	/** In [0, 1). */
	readonly random: () => number;
}
