/** The calls that change something: parse, find the site, hand over to the door. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	blockBodies,
	callNextBody,
	entryBodies,
	personBodies,
	registerBody,
	visitBodies,
	type EntryStep,
	type PersonStep,
	type VisitStep
} from '#lib/contract/commands.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { blockByHand, openingRequest } from '#lib/server/commands/block-keeper.ts';
import type { CommandRequest } from '#lib/server/commands/request.ts';
import {
	callNextCommand,
	entryCommand,
	personCommand,
	personalOf,
	personValuesOf,
	registerCommand,
	visitCommand
} from '#lib/server/commands/from-body.ts';
import { refusalOver, whoOf } from '#lib/server/http/limited.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { executeAndRespond } from '#lib/server/http/respond.ts';
import { readPlans } from '#lib/server/store/calendar.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';
import { locateEntry, locateVisit } from '#lib/server/store/locate.ts';

type PersonValues = Parameters<typeof personValuesOf>[0];

/** Puts somebody on a site's list. */
export async function register(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, registerBody);
	if (refusal) return refusal;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	const command = registerCommand(body, event.locals.app.newId);
	return handOver(event, { ...asked, command, personal: personalOf(body) });
}

/** Calls the next person at a site. */
export async function callNext(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, callNextBody);
	if (refusal) return refusal;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	return handOver(event, { ...asked, command: callNextCommand(body) });
}

/** One step of one place; a step without a name of ours does not exist. */
export async function stepEntry(event: RequestEvent, { account }: SignedIn, id: string, word: string) {
	if (!Object.hasOwn(entryBodies, word)) return problemResponse('not_found');
	const step = word as EntryStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, entryBodies[step]);
	if (refusal) return refusal;
	const entryId = id.toLowerCase();
	const place = await locateEntry(event.locals.app.database.read, entryId);
	if (place === null) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = entryCommand(entryId, { step, body } as Parameters<typeof entryCommand>[1]);
	const { siteId } = place;
	const asked = { siteId, id: body.id, actorId: account.id, target: entryId, body };
	return handOver(event, { ...asked, command });
}

/** One step of one visit. */
export async function stepVisit(event: RequestEvent, { account }: SignedIn, id: string, word: string) {
	if (!Object.hasOwn(visitBodies, word)) return problemResponse('not_found');
	const step = word as VisitStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, visitBodies[step]);
	if (refusal) return refusal;
	const visitId = id.toLowerCase();
	const siteId = await locateVisit(event.locals.app.database.read, visitId);
	if (siteId === null) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = visitCommand(visitId, { step, body } as Parameters<typeof visitCommand>[1]);
	const asked = { siteId, id: body.id, actorId: account.id, target: visitId, body };
	const personal = step === 'details' ? personalOf(body as PersonalValues) : undefined;
	const person = step === 'identify' ? personValuesOf(body as PersonValues) : undefined;
	return handOver(event, { ...asked, command, personal, person });
}

/** One step of somebody who is known, at the site where it is taken. */
export async function stepPerson(
	event: RequestEvent,
	{ account }: SignedIn,
	{ siteId, personId: id, step: word }: { siteId: string; personId: string; step: string }
) {
	if (!Object.hasOwn(personBodies, word)) return problemResponse('not_found');
	const step = word as PersonStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, personBodies[step]);
	if (refusal) return refusal;
	const personId = id.toLowerCase();
	if (!UUID.test(personId)) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = personCommand(personId, { step, body } as Parameters<typeof personCommand>[1]);
	const asked = { siteId, id: body.id, actorId: account.id, target: personId, body };
	return handOver(event, { ...asked, command, person: personValuesOf(body as PersonValues) });
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opens a site's block by hand. */
export async function openBlock(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, blockBodies.open);
	if (refusal) return refusal;
	const { app } = event.locals;
	const at = await app.clock(app.database.read);
	const [plan] = await readPlans(app.database.read, at, siteId);
	if (plan === undefined) return problemResponse('not_found');
	const span = blockByHand(plan, at, body.endsInMinutes);
	const ids = { id: body.id, blockId: app.newId() };
	return handOver(event, openingRequest(plan, span, ids, { actorId: account.id, body }));
}

/** Closes a site's block; people left over stay in its debrief. */
export async function closeBlock(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, blockBodies.close);
	if (refusal) return refusal;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	return handOver(event, { ...asked, command: { verb: 'close_block' } });
}

/** To the door, unless this account sent far too many from this device; one that is sent again counts again. */
export async function handOver({ locals }: RequestEvent, request: CommandRequest): Promise<Response> {
	const limit = request.command.verb === 'register' ? 'registrations' : 'commands';
	const refusal = await refusalOver(locals.app.limits, limit, whoOf(locals, request.actorId));
	return refusal ?? executeAndRespond(locals.app, request, locals.requestId);
}
