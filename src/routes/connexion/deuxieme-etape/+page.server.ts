import { fail, redirect } from '@sveltejs/kit';
import { secondFactorBody } from '#lib/contract/second-factor.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import { takeSecondStep } from '#lib/server/auth/second-factor.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { afterSignIn } from '#lib/server/http/home.ts';
import { addingSession, afterAdding, placeOf, settingUp } from '#lib/server/http/own-factors.ts';
import { doorFor } from '#lib/server/http/page-data.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { clearSessionCookie, setSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/connexion/deuxieme-etape';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const session = pending(locals);
	const { factors, database } = locals.app;
	const had = await factors.of(session.account.id);
	const passkeysHere = placeOf(event) !== null;
	const way = url.searchParams.get('moyen');
	if (had.totp === null && had.passkeys.length === 0) {
		const secret =
			way === 'application' ? await factors.totp.pending(database.read, settingUp(session)) : null;
		return { need: 'set_up', passkeysHere, shared: session.deviceId !== null, secret } as const;
	}
	return {
		need: 'ask',
		hasTotp: had.totp !== null,
		hasPasskey: had.passkeys.length > 0,
		hasRecoveryCodes: had.recoveryCodes > 0,
		passkeysHere,
		way: way === 'secours' ? 'paper' : 'usual'
	} as const;
};

export const actions: Actions = {
	/** A code of the application, or of paper. */
	show: async (event) => {
		const session = pending(event.locals);
		const form = await event.request.formData();
		const shown = secondFactorBody.safeParse(shownIn(form));
		if (!shown.success) return fail(401, { problem: refusedProblem({ refused: 'wrong_code' }) });
		const outcome = await takeSecondStep(event.locals.app, session, shown.data, placeOf(event));
		if ('refused' in outcome) {
			const problem = refusedProblem(outcome);
			return fail(problem.status, { problem });
		}
		setSessionCookie(event, outcome.token);
		redirect(303, afterSignIn(event.locals));
	},
	begin: async ({ locals }) => {
		const adding = await addingSession(locals);
		if ('refused' in adding) redirect(303, doorFor(locals));
		const { factors, database } = locals.app;
		await factors.totp.begin(database.read, settingUp(adding.session));
		redirect(303, `${HERE}?moyen=application`);
	},
	/** The application's first code; with it the sign-in is complete. */
	confirm: async (event) => {
		const adding = await addingSession(event.locals);
		if ('refused' in adding) redirect(303, doorFor(event.locals));
		const form = await event.request.formData();
		const added = await event.locals.app.factors.addTotp(adding.session, digits(form));
		if ('refused' in added) return fail(401, { problem: refusedProblem({ refused: 'wrong_code' }) });
		await afterAdding(event, adding.session);
		return { recoveryCodes: added.recoveryCodes ?? [] };
	},
	leave: async (event) => {
		const { app, session } = event.locals;
		if (session !== null) await app.sessions.end(session.sessionId);
		clearSessionCookie(event);
		event.setHeaders(CLEARS_CACHE);
		redirect(303, doorFor({ ...event.locals, session: null }));
	}
};

/** The session whose second step is due; anybody else is somewhere else. */
function pending(locals: App.Locals): Session {
	if (locals.signedIn !== null) redirect(303, afterSignIn(locals));
	if (locals.session?.state !== 'pending') redirect(303, doorFor(locals));
	return locals.session;
}

function shownIn(form: FormData): object {
	const paper = form.get('recoveryCode');
	return typeof paper === 'string' ? { recoveryCode: paper } : { totp: digits(form) };
}

/** Applications show « 123 456 ». */
function digits(form: FormData): string {
	return String(form.get('totp') ?? '').replaceAll(/\s/g, '');
}
