/** The calls that change something: parse, find the site, hand over to the door. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	blockBodies,
	callNextBody,
	entryBodies,
	registerBody,
	visitBodies,
	type EntryStep,
	type VisitStep
} from '#lib/contract/commands.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { blockByHand, openingRequest } from '#lib/server/commands/block-keeper.ts';
import {
	callNextCommand,
	entryCommand,
	personalOf,
	registerCommand,
	visitCommand
} from '#lib/server/commands/from-body.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { executeAndRespond } from '#lib/server/http/respond.ts';
import { readPlans } from '#lib/server/store/calendar.ts';
import type { PersonalValues } from '#lib/server/store/personal.ts';
import { locateEntry, locateVisit } from '#lib/server/store/locate.ts';

/** Puts somebody on a site's list. */
export async function register(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, registerBody);
	if (refusal) return refusal;
	const { app, requestId } = event.locals;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	const command = registerCommand(body, app.newId);
	return executeAndRespond(app, { ...asked, command, personal: personalOf(body) }, requestId);
}

/** Calls the next person at a site. */
export async function callNext(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, callNextBody);
	if (refusal) return refusal;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	const { app, requestId } = event.locals;
	return executeAndRespond(app, { ...asked, command: callNextCommand(body) }, requestId);
}

/** One step of one place; a step without a name of ours does not exist. */
export async function stepEntry(event: RequestEvent, { account }: SignedIn, id: string, word: string) {
	if (!Object.hasOwn(entryBodies, word)) return problemResponse('not_found');
	const step = word as EntryStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, entryBodies[step]);
	if (refusal) return refusal;
	const { app, requestId } = event.locals;
	const entryId = id.toLowerCase();
	const place = await locateEntry(app.database.read, entryId);
	if (place === null) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = entryCommand(entryId, { step, body } as Parameters<typeof entryCommand>[1]);
	const { siteId } = place;
	const asked = { siteId, id: body.id, actorId: account.id, target: entryId, body };
	return executeAndRespond(app, { ...asked, command }, requestId);
}

/** One step of one visit. */
export async function stepVisit(event: RequestEvent, { account }: SignedIn, id: string, word: string) {
	if (!Object.hasOwn(visitBodies, word)) return problemResponse('not_found');
	const step = word as VisitStep;
	const { body, refusal } = await readBody<z.ZodType<{ id: string }>>(event.request, visitBodies[step]);
	if (refusal) return refusal;
	const { app, requestId } = event.locals;
	const visitId = id.toLowerCase();
	const siteId = await locateVisit(app.database.read, visitId);
	if (siteId === null) return problemResponse('not_found');
	// The schema was chosen by the step: the two belong together.
	const command = visitCommand(visitId, { step, body } as Parameters<typeof visitCommand>[1]);
	const asked = { siteId, id: body.id, actorId: account.id, target: visitId, body };
	const personal = step === 'details' ? personalOf(body as PersonalValues) : undefined;
	return executeAndRespond(app, { ...asked, command, personal }, requestId);
}

/** Opens a site's block by hand. */
export async function openBlock(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, blockBodies.open);
	if (refusal) return refusal;
	const { app, requestId } = event.locals;
	const at = await app.clock(app.database.read);
	const [plan] = await readPlans(app.database.read, at, siteId);
	if (plan === undefined) return problemResponse('not_found');
	const span = blockByHand(plan, at, body.endsInMinutes);
	const ids = { id: body.id, blockId: app.newId() };
	return executeAndRespond(app, openingRequest(plan, span, ids, { actorId: account.id, body }), requestId);
}

/** Closes a site's block; people left over stay in its debrief. */
export async function closeBlock(event: RequestEvent, { account }: SignedIn, siteId: string) {
	const { body, refusal } = await readBody(event.request, blockBodies.close);
	if (refusal) return refusal;
	const { app, requestId } = event.locals;
	const asked = { siteId, id: body.id, actorId: account.id, target: siteId, body };
	return executeAndRespond(app, { ...asked, command: { verb: 'close_block' } }, requestId);
}
