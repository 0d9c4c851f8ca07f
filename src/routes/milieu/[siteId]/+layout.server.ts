import { practiceFace } from '#lib/contract/faces.ts';
import { ruleFor } from '#lib/contract/welcome.ts';
import { practiceSiteOf } from '#lib/server/http/page-data.ts';
import type { LayoutServerLoad } from './$types';

/**
 * Whether this site is the one for practice, and where it is when it is another one. Whoever is not signed in learns
 * nothing here: the page sends them to their door.
 */
export const load: LayoutServerLoad = async ({ locals, params }) => {
	const { signedIn } = locals;
	const site = signedIn === null ? null : await practiceSiteOf(locals);
	if (signedIn === null || site === null) return { practising: false, mayRestart: false, practiceAt: null };
	const practising = site.id === params.siteId;
	const mayRestart = practising && ruleFor(signedIn.account.role, 'close_block') !== null;
	return { practising, mayRestart, practiceAt: practising ? null : practiceFace(site.id, site.audiences) };
};
