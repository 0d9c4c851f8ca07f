import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { enrolBody } from '#lib/contract/enrolment.ts';
import { ruleFor } from '#lib/contract/welcome.ts';
import { enrolDevice, unenrolDevice } from '#lib/server/administration/enrol-device.ts';
import { CLEARS_CACHE } from '#lib/server/http/headers.ts';
import { requireFresh, sitesOf } from '#lib/server/http/page-data.ts';
import { problemOf } from '#lib/server/http/problem.ts';
import { clearDeviceCookie, clearSessionCookie, setDeviceCookie } from '#lib/server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who confirmed a moment ago that it is they, and may make tablets. */
function enroller(locals: App.Locals) {
	const who = requireFresh(locals, '/administration/cet-appareil');
	if (ruleFor(who.role, 'enrol_device') === null) error(403);
	return who;
}

export const load: PageServerLoad = async ({ locals }) => {
	const who = enroller(locals);
	const { device } = locals;
	return {
		account: who,
		device: device && { label: device.label, siteName: device.siteName },
		sites: (await sitesOf(locals)).map(({ id, name }) => ({ id, name }))
	};
};

export const actions: Actions = {
	enrol: async (event) => {
		const { locals } = event;
		const who = enroller(locals);
		if (locals.device !== null) redirect(303, '/administration/cet-appareil');
		const form = Object.fromEntries(await event.request.formData());
		const typed = { siteId: String(form['siteId'] ?? ''), label: String(form['label'] ?? '') };
		const parsed = enrolBody.safeParse(typed);
		if (!parsed.success) return fail(400, { typed, problem: problemOf('invalid_input') });
		const outcome = await enrolDevice(locals.app, who.id, parsed.data);
		if ('refused' in outcome) {
			const problem = problemOf(outcome.refused);
			return fail(problem.status, { typed, problem });
		}
		setDeviceCookie(event, outcome.key);
		await signOut(event);
		redirect(303, '/tablette');
	},
	leave: async (event) => {
		const { locals } = event;
		const who = enroller(locals);
		if (locals.device === null) redirect(303, '/administration/cet-appareil');
		const outcome = await unenrolDevice(locals.app, who.id, locals.device);
		if (outcome !== null) {
			const problem = problemOf(outcome.refused);
			return fail(problem.status, { typed: null, problem });
		}
		clearDeviceCookie(event);
		await signOut(event);
		redirect(303, '/connexion');
	}
};

/** An administrator's session has no place on a tablet that others take up. */
async function signOut(event: RequestEvent): Promise<void> {
	const { app, session } = event.locals;
	if (session !== null) await app.sessions.end(session.sessionId);
	clearSessionCookie(event);
	event.setHeaders(CLEARS_CACHE);
}
