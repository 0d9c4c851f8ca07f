import { fail, redirect } from '@sveltejs/kit';
import { stepUpBody } from '#lib/contract/second-factor.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import { stepUp, stepUpNeed } from '#lib/server/auth/step-up.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import { doorFor } from '#lib/server/http/page-data.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const mine = signedIn(locals);
	const [need, had] = await Promise.all([
		stepUpNeed(locals.app, mine),
		locals.app.factors.of(mine.account.id)
	]);
	return {
		need,
		hasTotp: had.totp !== null,
		hasPasskey: had.passkeys.length > 0,
		passkeysHere: placeOf(event) !== null,
		paper: url.searchParams.has('secours') || had.totp === null,
		to: next(url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const mine = signedIn(event.locals);
		const form = await event.request.formData();
		const shown = stepUpBody.safeParse(shownIn(form));
		if (!shown.success) {
			const codeIsWrong = shown.error.issues.some(({ path }) => path[0] !== 'password');
			const refused = codeIsWrong ? 'wrong_code' : 'wrong_credentials';
			return fail(401, { problem: refusedProblem({ refused }) });
		}
		const outcome = await stepUp(event.locals.app, mine, shown.data, placeOf(event));
		if ('refused' in outcome) {
			const problem = refusedProblem(outcome);
			return fail(problem.status, { problem });
		}
		setSessionCookie(event, outcome.token);
		redirect(303, next(event.url));
	}
};

function signedIn(locals: App.Locals): SignedIn {
	if (locals.signedIn === null) redirect(303, doorFor(locals));
	return locals.signedIn;
}

function next(url: URL): string {
	return ownPath(url.searchParams.get('retour'), '/compte');
}

function shownIn(form: FormData): object {
	const typed = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	return {
		password: typed('password'),
		totp: typed('totp')?.replaceAll(/\s/g, ''),
		recoveryCode: typed('recoveryCode')
	};
}
