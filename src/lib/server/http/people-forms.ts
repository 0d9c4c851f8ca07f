/** Forms of coordination about people: the same commands as the API's, through the same door. */
import { error } from '@sveltejs/kit';
import type { ProblemCode } from '#lib/contract/problems.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { whoOf } from '#lib/server/http/limited.ts';
import { admitted, type Asking } from '#lib/server/people/house.ts';

/** Merges or separates at a site; a site that the account has no business at does not exist. */
export async function changePeople(
	locals: App.Locals,
	{ accountId, siteId }: Asking,
	command: Extract<Command, { verb: 'merge_people' | 'separate_people' }>
): Promise<object | { refused: ProblemCode }> {
	const { app } = locals;
	const actor = await admitted(app, { accountId, siteId }, 'duplicates');
	if ('refused' in actor) error(actor.refused === 'forbidden' ? 403 : 404);
	const allowed = await app.limits.consume('commands', whoOf(locals, accountId));
	if (!allowed.ok) return { refused: 'too_many' };
	const target = command.personId;
	const asked = { siteId, id: app.newId(), actorId: accountId, target };
	const outcome = await app.door.execute({ ...asked, body: command, command });
	switch (outcome.kind) {
		case 'answered':
		case 'nobody':
			return {};
		case 'refused':
			return { refused: outcome.refusal.refused };
		case 'reused':
			return { refused: 'command_reused' };
		case 'expired':
			return { refused: 'command_expired' };
	}
}
