/** Between an outcome and its row in the command log. */
import { statusOf } from '#lib/contract/problems.ts';
import type { Refusal } from '#lib/domain/queue/refusals.ts';
import type { CommandRequest, Outcome } from '#lib/server/commands/request.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { hmacOfBody, isSameCommand, type CommandRecord } from '#lib/server/store/command-log.ts';

/** Answers are kept this long; an older id is refused rather than done again (ADR 7). */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** What to log for an outcome; null for those that are not kept: a later try may end otherwise. */
export function recordOf(
	request: CommandRequest,
	outcome: Outcome,
	at: number,
	{ keys, bodySalt }: { readonly keys: KeyRing; readonly bodySalt: string }
): CommandRecord | null {
	const kept = keptForm(outcome);
	if (kept === null) return null;
	const { id, actorId, target, body, command } = request;
	return {
		id,
		actor: actorId,
		verb: command.verb,
		target,
		bodySalt,
		bodyHmac: hmacOfBody(keys, body, bodySalt),
		...kept,
		at
	};
}

/** The outcome that a logged command had, or that its id was used for something else. */
export function replay(keys: KeyRing, record: CommandRecord, request: CommandRequest): Outcome {
	const { actorId: actor, target, body, command } = request;
	if (!isSameCommand(keys, record, { actor, verb: command.verb, target, body })) return { kind: 'reused' };
	if (record.status === 204) return { kind: 'nobody' };
	if (record.status >= 400) return { kind: 'refused', refusal: JSON.parse(record.answer) as Refusal };
	return { kind: 'answered', status: record.status === 201 ? 201 : 200, text: record.answer };
}

/** The instant (ms) inside a UUIDv7; null for another version. */
export function instantOfId(id: string): number | null {
	return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}

function keptForm(outcome: Outcome): { status: number; answer: string } | null {
	switch (outcome.kind) {
		case 'answered':
			return { status: outcome.status, answer: outcome.text };
		case 'nobody':
			return { status: 204, answer: '' };
		case 'refused': {
			const status = statusOf(outcome.refusal.refused);
			return status === 409 ? { status, answer: JSON.stringify(outcome.refusal) } : null;
		}
		case 'reused':
		case 'expired':
			return null;
	}
}
