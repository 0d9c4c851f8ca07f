import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { pinBody } from '#lib/contract/commands.ts';
import type { Device, Tile } from '#lib/server/auth/devices.ts';
import { unlock } from '#lib/server/auth/sign-in.ts';
import { alonePage } from '#lib/server/http/alone/here.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { homeOf } from '#lib/server/http/home.ts';
import { doorFor, trainingDueOn } from '#lib/server/http/page-data.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import {
	readDeviceCookie,
	setDeviceCookie,
	setSessionCookie,
	visitorOf
} from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const device = deviceOf(locals);
	if (locals.session?.state === 'untrained') redirect(303, doorFor(locals));
	const tiles = await locals.app.devices.tiles(device.id);
	if (locals.signedIn !== null) {
		const { level, fresh, account } = locals.signedIn;
		const hasPin = tiles.find(({ accountId }) => accountId === account.id)?.byPin;
		const choosesPin = level === 'full' && fresh && hasPin === false;
		if (choosesPin) redirect(303, '/tablette/nip');
		// Whoever works on the tablet alone sees their own pages nowhere else: once per full sign-in.
		const isTold = level === 'full' && fresh && trainingDueOn(locals) !== null;
		redirect(303, isTold ? '/milieux' : await homeOf(locals, account.id));
	}
	renewKey(event);
	return {
		device: { label: device.label, siteName: device.siteName },
		tiles: lastFirst(tiles, locals),
		alonePage: alonePage(locals)
	};
};

export const actions: Actions = {
	/** Without JavaScript a tile is a button of a form, so that no address says who was chosen. */
	choose: async ({ locals, request }) => {
		deviceOf(locals);
		return { accountId: String((await request.formData()).get('accountId') ?? '') };
	},
	unlock: async (event) => {
		const { app } = event.locals;
		const device = deviceOf(event.locals);
		const form = Object.fromEntries(await event.request.formData());
		const accountId = String(form['accountId'] ?? '');
		const parsed = pinBody.safeParse(form);
		if (!parsed.success) return fail(400, { accountId, problem: problemOf('wrong_pin') });
		const outcome = await unlock(app, parsed.data, { ...visitorOf(event), device });
		if ('refused' in outcome) {
			const problem =
				'triesLeft' in outcome
					? problemOf(outcome.refused, { triesLeft: outcome.triesLeft })
					: refusedProblem(outcome);
			return fail(problem.status, { accountId, problem });
		}
		setSessionCookie(event, outcome.token);
		event.setHeaders(CLEARS_CACHE);
		redirect(303, await homeOf(event.locals, outcome.account.id));
	}
};

function deviceOf({ device }: App.Locals): Device {
	if (device === null) redirect(303, '/connexion');
	return device;
}

/** Browsers forget a cookie after 400 days: a tablet in use is given its own anew. */
function renewKey(event: RequestEvent): void {
	const key = readDeviceCookie(event);
	if (key !== null) setDeviceCookie(event, key);
}

/** Whoever put the tablet down is the likeliest to take it up again. */
function lastFirst(tiles: Tile[], { session }: App.Locals): Tile[] {
	const last = session?.state === 'locked' || session?.state === 'alone' ? session.account.id : null;
	return tiles.toSorted((a, b) => Number(b.accountId === last) - Number(a.accountId === last));
}
