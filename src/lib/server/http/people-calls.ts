/** The calls that read about people: who may, how often, then the people's room. Values travel in bodies only. */
import type { RequestEvent } from '@sveltejs/kit';
import { emptyBody } from '#lib/contract/commands.ts';
import { findPeopleBody, openPersonBody, type FoundPerson } from '#lib/contract/people.ts';
import { language } from '#lib/messages/language.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { answer } from '#lib/server/http/endpoint.ts';
import { refusalOver, tooManyResponse, whoOf } from '#lib/server/http/limited.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { readDuplicates } from '#lib/server/people/duplicates.ts';
import { exportPerson } from '#lib/server/people/export-person.ts';
import { findPeople } from '#lib/server/people/find-people.ts';
import { admitted } from '#lib/server/people/house.ts';
import { openPerson } from '#lib/server/people/open-person.ts';
import { recentPeople } from '#lib/server/people/recent-people.ts';

type At = RequestEvent & { readonly params: { readonly siteId: string } };
type About = At & { readonly params: { readonly personId: string } };

/** Looks somebody up. Whoever finds nobody many times waits longer and longer, whatever was wrong (R-P4). */
export async function findPeopleCall(event: At, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'find_person');
	if ('refused' in actor) return problemResponse(actor.refused);
	const { body, refusal } = await readBody(event.request, findPeopleBody);
	if (refusal) return refusal;
	const who = whoOf(event.locals, account.id);
	const over = await refusalOver(app.limits, 'look_ups', who);
	if (over !== null) return over;
	const tried = await app.limits.attempt('somebody_known', who, async () => {
		const found = await findPeople(app, asking, body);
		return 'refused' in found || found.people.length > 0 ? found : null;
	});
	switch (tried.kind) {
		case 'right':
			return 'refused' in tried.value ? problemResponse(tried.value.refused) : answer(tried.value);
		case 'wrong':
			return answer({ people: [] satisfies FoundPerson[] });
		case 'wait':
			return tooManyResponse(tried.retryAfterMs);
	}
}

/** The names of those who were here of late. */
export async function recentPeopleCall(event: At, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'recent_people');
	if ('refused' in actor) return problemResponse(actor.refused);
	const over = await refusalOver(app.limits, 'look_ups', whoOf(event.locals, account.id));
	return over ?? answer(await recentPeople(app, asking));
}

/** Opens somebody's file for a purpose. */
export async function openPersonCall(event: About, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'person');
	if ('refused' in actor) return problemResponse(actor.refused);
	const { body, refusal } = await readBody(event.request, openPersonBody);
	if (refusal) return refusal;
	if (body.purpose === undefined) return problemResponse('purpose_needed');
	const personId = event.params.personId.toLowerCase();
	const opened = await openPerson(app, { ...asking, actor, lang: language() }, personId, body.purpose);
	return 'refused' in opened ? problemResponse(opened.refused) : answer(opened);
}

/** The copy for the person; whoever makes it has shown who they are in the last ten minutes. */
export async function exportPersonCall(event: About, signedIn: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: signedIn.account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'person_export');
	if ('refused' in actor) return problemResponse(actor.refused);
	if (signedIn.level !== 'full' || !signedIn.fresh) return problemResponse('step_up_needed');
	const { refusal } = await readBody(event.request, emptyBody);
	if (refusal) return refusal;
	const copy = await exportPerson(
		app,
		{ ...asking, actor, lang: language() },
		event.params.personId.toLowerCase()
	);
	return 'refused' in copy ? problemResponse(copy.refused) : answer(copy);
}

/** Who could be one and the same at this site. */
export async function duplicatesCall(event: At, { account }: SignedIn): Promise<Response> {
	const { app } = event.locals;
	const asking = { accountId: account.id, siteId: event.params.siteId };
	const actor = await admitted(app, asking, 'duplicates');
	return 'refused' in actor ? problemResponse(actor.refused) : answer(await readDuplicates(app, asking));
}
