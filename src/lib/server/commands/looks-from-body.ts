/** From the body of a « coup d’œil » to the command that it means. */
import type { LookBody, LookStepBody } from '#lib/contract/looks.ts';
import type { AskLook, LookCommand } from '#lib/domain/queue/commands.ts';

/** `newId` names the look when the client did not. The words stay outside of the command. */
export function askLookCommand(body: LookBody, newId: () => string): AskLook {
	return {
		verb: 'quick_look',
		lookId: body.lookId ?? newId(),
		visitId: body.visitId ?? null,
		signs: body.signs,
		room: body.room ?? null,
		told: body.told ?? []
	};
}

export function lookCommand(lookId: string, { step, body }: LookStepBody): LookCommand {
	switch (step) {
		case 'acknowledge':
			return { verb: 'acknowledge_look', lookId };
		case 'tell':
			return { verb: 'tell_look', lookId, accountId: body.accountId };
		case 'close':
			return { verb: 'close_look', lookId };
	}
}
