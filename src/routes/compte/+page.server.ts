import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { accountForms } from '#lib/contract/administration.ts';
import { changeAccount } from '#lib/server/administration/change-account.ts';
import { recordsOwnTraining } from '#lib/server/administration/own-training.ts';
import { leaveDevice, listOwnSessions } from '#lib/server/auth/own-access.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { account, doorFor, requireFreshSession, trainingDueOn } from '#lib/server/http/page-data.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { readForm } from '#lib/server/http/read-form.ts';
import { clearSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was just done, for the page that comes after a form of another page. */
const DONE = ['password', 'pin'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = account(locals);
	const mine = signedIn(locals);
	const { sessions, devices } = locals.app;
	const [own, tiles] = await Promise.all([
		listOwnSessions(sessions, mine),
		devices.withTileOf(mine.account.id)
	]);
	return {
		account: who,
		sessions: own,
		tiles: tiles.map(({ fullSignInAt, ...tile }) => ({
			...tile,
			since: new Date(fullSignInAt).toISOString()
		})),
		nowMs: mine.now,
		trainingDueOn: trainingDueOn(locals),
		lastTrainingDay: mine.training.lastDay,
		recordsOwnTraining: await recordsOwnTraining(locals.app, who.id),
		done: DONE.find((done) => done === url.searchParams.get('fait')) ?? null
	};
};

/** What ends something asks for no step-up: whoever is alarmed must be able to end at once. */
export const actions: Actions = {
	end: async (event) => {
		const mine = signedIn(event.locals);
		const id = await idIn(event);
		await event.locals.app.sessions.endOne(mine.account.id, id);
		if (id === mine.publicId) leave(event);
		return { done: 'ended' } as const;
	},
	everywhere: async (event) => {
		await event.locals.app.sessions.endAll(signedIn(event.locals).account.id);
		leave(event);
	},
	forgetTile: async (event) => {
		await leaveDevice(event.locals.app, signedIn(event.locals), await idIn(event));
		return { done: 'forgotten' } as const;
	},
	train: async (event) => {
		const { account } = requireFreshSession(event.locals, event.url);
		const { body, problem } = await readForm(event.request, accountForms.trainOwn);
		if (problem) return fail(400, { problem });
		const wish = { kind: 'train', trainedOn: body.trainedOn } as const;
		const outcome = await changeAccount(event.locals.app, { accountId: account.id }, account.id, wish);
		if (!('refused' in outcome)) return { done: 'training' } as const;
		const refusal = problemOf(outcome.refused);
		return fail(refusal.status, { problem: refusal });
	}
};

function signedIn(locals: App.Locals): SignedIn {
	if (locals.signedIn === null) redirect(303, doorFor(locals));
	return locals.signedIn;
}

/** The id in a form; what is none belongs to nobody. */
async function idIn({ request }: RequestEvent): Promise<string> {
	const value = (await request.formData()).get('id');
	return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : '';
}

/** This browser is signed out. */
function leave(event: RequestEvent): never {
	clearSessionCookie(event);
	event.setHeaders(CLEARS_CACHE);
	redirect(303, doorFor({ ...event.locals, session: null }));
}
