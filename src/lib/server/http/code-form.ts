/** The form with a one-time code and a new password, on two pages. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from '#lib/contract/schema.ts';
import { signInBody } from '#lib/contract/commands.ts';
import { signInByCode } from '#lib/server/auth/code-sign-in.ts';
import { afterSignIn } from '#lib/server/http/home.ts';
import { refusedProblem } from '#lib/server/http/refusals.ts';
import { setSessionCookie, visitorOf } from '#lib/server/http/session-cookie.ts';

const fields = z.object({
	username: signInBody.shape.username,
	code: z.string().min(1).max(60),
	// Its length is told by the rules of passwords, in their words.
	password: z.string().max(1_000),
	again: z.string().max(1_000)
});

/** Lets in whoever has a right code and a good new password; a failure repeats nothing but the user name. */
export async function takeCodeForm(event: RequestEvent) {
	const typed = Object.fromEntries(await event.request.formData());
	const username = typeof typed['username'] === 'string' ? typed['username'].slice(0, 64) : '';
	const parsed = fields.safeParse(typed);
	if (!parsed.success) return fail(400, { username, problem: refusedProblem({ refused: 'wrong_code' }) });
	const outcome = await signInByCode(event.locals.app, parsed.data, visitorOf(event));
	if ('wrong' in outcome) return fail(400, { username, wrong: outcome.wrong });
	if ('refused' in outcome) {
		const problem = refusedProblem(outcome);
		const chosen = outcome.refused === 'device_needed' || outcome.refused === 'not_of_this_site';
		return fail(problem.status, { username, problem, chosen });
	}
	setSessionCookie(event, outcome.token);
	redirect(303, outcome.need === 'none' ? afterSignIn(event.locals) : '/connexion/deuxieme-etape');
}
