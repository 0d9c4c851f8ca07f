import { fail, redirect } from '@sveltejs/kit';
import { signInBody } from '#lib/contract/commands.ts';
import { nobodyCanSignIn } from '#lib/server/auth/code-sign-in.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { alonePage } from '#lib/server/http/alone/here.ts';
import { afterSignIn } from '#lib/server/http/home.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { setSessionCookie, visitorOf } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	if (locals.signedIn !== null) redirect(303, afterSignIn(locals));
	if (await nobodyCanSignIn(locals.app.database.read)) redirect(303, '/premiere-fois');
	const { device } = locals;
	return {
		demo: locals.app.environment.demo,
		device: device && { label: device.label, siteName: device.siteName },
		/** A tile of this tablet led here: no PIN opens it. */
		withoutPin: device !== null && url.searchParams.has('sans-nip'),
		alonePage: alonePage(locals),
		passkeysHere: placeOf(event) !== null,
		next: afterSignIn(locals)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = Object.fromEntries(await event.request.formData());
		const username = typeof form['username'] === 'string' ? form['username'].slice(0, 64) : '';
		const parsed = signInBody.safeParse(form);
		if (!parsed.success) {
			return fail(400, { username, problem: refusedProblem({ refused: 'wrong_credentials' }) });
		}
		const outcome = await signIn(event.locals.app, parsed.data, visitorOf(event));
		if ('refused' in outcome) {
			const problem = refusedProblem(outcome);
			return fail(problem.status, { username, problem });
		}
		setSessionCookie(event, outcome.token);
		redirect(303, outcome.need === 'none' ? afterSignIn(event.locals) : '/connexion/deuxieme-etape');
	}
};
