/** The calls of a « coup d’œil », and of what is counted without a place. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { lookBodies, lookBody, tallyBody, type LookStep } from '#lib/contract/looks.ts';
import type { TallyCommand } from '#lib/domain/queue/commands.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { askLookCommand, lookCommand } from '#lib/server/commands/looks-from-body.ts';
import { handOver } from '#lib/server/http/command-calls.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { locateLook } from '#lib/server/store/locate.ts';

/** Asks for a look. */
export async function askLook(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, lookBody);
	if (refusal) return refusal;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	const command = askLookCommand(body, event.locals.app.newId);
	// Nothing written is nothing to keep.
	return handOver(event, { ...asked, command, words: body.words || undefined });
}

/** One step of one look. */
export async function stepLook(event: RequestEvent, { account }: SignedIn, id: string, word: string) {
	if (!Object.hasOwn(lookBodies, word)) return problemResponse('not_found');
	const step = word as LookStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, lookBodies[step]);
	if (refusal) return refusal;
	const lookId = id.toLowerCase();
	const siteId = await locateLook(event.locals.app.database.read, lookId);
	if (siteId === null) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = lookCommand(lookId, { step, body } as Parameters<typeof lookCommand>[1]);
	return handOver(event, { siteId, id: body.id, actorId: account.id, target: lookId, body, command });
}

/** One more of a kind, or one less. */
export async function count(
	event: RequestEvent,
	{ account }: SignedIn,
	{ siteId, verb }: { siteId: string; verb: TallyCommand['verb'] }
) {
	const { body, refusal } = await readBody(event.request, tallyBody);
	if (refusal) return refusal;
	const command: TallyCommand = { verb, kind: body.kind };
	return handOver(event, { siteId, id: body.id, actorId: account.id, target: siteId, body, command });
}
