/** What went wrong, as a sentence for the person at the terminal. */
import type { HouseRefusal } from '#lib/domain/administration/refusals.ts';
import { sentenceOf } from '#lib/messages/problem-sentences.ts';

/** The command was not understood: exit code 2, with the usage. */
export class Misuse extends Error {}

/** The command was understood and not done: exit code 1. */
export class Failure extends Error {}

/** The outcome, unless it is a refusal. @throws Failure */
export function done<T extends object>(outcome: T): Exclude<T, { refused: HouseRefusal }> {
	if ('refused' in outcome) throw new Failure(sentenceOf((outcome as { refused: HouseRefusal }).refused));
	return outcome as Exclude<T, { refused: HouseRefusal }>;
}
