/** What the commands of a batch answer to questions, kept until their visits are written. */
import type { GivenAnswer } from '#lib/domain/question/question.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { moveAnswers, saveAnswers, takeBackAnswers } from '#lib/server/store/answers.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { LoggedEvent } from '#lib/server/store/save-site.ts';

/** The last answer to each question stands; what nobody answered again stays. */
export class AnswersOfBatch {
	readonly #given = new Map<string, GivenAnswer & { visitId: string }>();

	/** Keeps the answers of a command that was accepted. */
	keep(command: Command): void {
		if (!('answers' in command)) return;
		const { visitId } = command;
		for (const answer of command.answers) {
			this.#given.set(`${visitId} ${answer.question}`, { ...answer, visitId });
		}
	}

	/** Writes them; then what an absorbed visit answered goes over to the one that stays, or back. */
	async save(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
		await saveAnswers(tx, [...this.#given.values()]);
		for (const { event } of events) {
			if (event.type === 'VisitTookOver') await moveAnswers(tx, event.absorbedId, event.visitId);
			if (event.type === 'VisitGaveBack') await takeBackAnswers(tx, event.visitId, event.toId);
		}
	}
}
