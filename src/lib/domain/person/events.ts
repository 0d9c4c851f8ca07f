/** What has happened to a person. The log keeps a mark in the place of each key (see `commands/log-form.ts`). */
import type { PersonalMark } from '#lib/domain/visit/events.ts';

export type PersonEvent =
	| {
			type: 'PersonDetailsChanged';
			personId: string;
			/** Null: unchanged. */
			knownElsewhere: boolean | null;
			personal: PersonalMark[];
	  }
	| { type: 'PeopleMerged'; personId: string; intoId: string; mergeId: string }
	| { type: 'PeopleSeparated'; personId: string; fromId: string };
