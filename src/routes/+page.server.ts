import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The front door leads to one's sites, or to the sign-in page. */
export const load: PageServerLoad = ({ locals }) => {
	redirect(303, locals.signedIn === null ? '/connexion' : '/milieux');
};
