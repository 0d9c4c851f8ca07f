import { redirect } from '@sveltejs/kit';
import { afterSignIn } from '#lib/server/http/home.ts';
import { doorFor } from '#lib/server/http/page-data.ts';
import type { PageServerLoad } from './$types';

/** The front door leads to where one works, or to where one comes in. */
export const load: PageServerLoad = ({ locals }) => {
	redirect(303, locals.signedIn === null ? doorFor(locals) : afterSignIn(locals));
};
