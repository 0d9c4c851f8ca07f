/** One request for change, as it comes to the door. */
import type { Command } from '#lib/domain/queue/commands.ts';
import type { Refusal } from '#lib/domain/queue/refusals.ts';
import type { PersonValues } from '#lib/server/store/person-values.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';

export interface CommandRequest {
	readonly siteId: string;
	/** The client's id (UUIDv7). */
	readonly id: string;
	readonly actorId: string;
	/** What the request is about, as its address says it: a site, an entry or a visit. */
	readonly target: string;
	/** The parsed body, to tell a repetition from another use of the same id. */
	readonly body: unknown;
	readonly command: Command;
	readonly personal?: PersonalValues;
	/** What the command says of a person who is known. */
	readonly person?: PersonValues;
	/** The exact words of a « coup d’œil ». */
	readonly words?: string;
}

/** What the door says. `text` is the exact JSON to answer; it never holds a personal value. */
export type Outcome =
	| { kind: 'answered'; status: 200 | 201; text: string }
	| { kind: 'nobody' }
	| { kind: 'refused'; refusal: Refusal }
	| { kind: 'reused' }
	| { kind: 'expired' };

/** The account that the house itself acts as, for blocks that open by the calendar. */
export const HOUSE = 'house';
