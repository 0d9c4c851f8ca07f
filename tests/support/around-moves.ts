/** Around a visit, for property tests: who it is, what they were told, who goes on, and that it is another one's. */
import { randomUUID } from 'node:crypto';
import type { Command } from '#lib/domain/queue/commands.ts';

export const AROUND = ['identify', 'notice', 'follow_up', 'merge_visits'] as const;

/** The command of such a move. */
export function around(verb: (typeof AROUND)[number], visitId: string, otherVisitId: string): Command {
	switch (verb) {
		case 'identify':
			return { verb, visitId, personId: randomUUID(), isNew: true, knownElsewhere: null, personal: [] };
		case 'notice':
			return { verb, visitId, version: 1, language: 'fr', way: 'said' };
		case 'follow_up':
			return { verb, visitId, on: '2030-01-15' };
		case 'merge_visits':
			return { verb, visitId, otherVisitId };
	}
}
