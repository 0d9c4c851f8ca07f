/** What the staff's pages are given on the first paint: the same board as sockets and API. */
import { error, redirect } from '@sveltejs/kit';
import type { Board } from '#lib/contract/views.ts';
import type { StaffAudience } from '#lib/domain/policy/policy.ts';
import { listSites, type Account, type VisibleSite } from '#lib/server/store/accounts.ts';
import { boardFor } from '#lib/server/views/board-for.ts';

/** Who is signed in, for the page; sends anybody else to the sign-in page. */
export function account({ signedIn }: App.Locals): Omit<Account, 'epoch'> {
	if (signedIn === null) redirect(303, '/connexion');
	const { id, name, title, role } = signedIn.account;
	return { id, name, title, role };
}

/** The sites that the account may see. */
export function sitesOf(locals: App.Locals): Promise<VisibleSite[]> {
	return listSites(locals.app.database.read, account(locals).id);
}

/** Everything a face of one site needs; 404 or 403 pages otherwise. */
export async function faceOf<A extends StaffAudience>(locals: App.Locals, siteId: string, audience: A) {
	const who = account(locals);
	const [sites, board] = await Promise.all([sitesOf(locals), boardFor(locals.app, who.id, siteId, audience)]);
	const site = sites.find(({ id }) => id === siteId);
	if (site === undefined) error(404);
	if ('refused' in board) error(board.refused === 'forbidden' ? 403 : 404);
	return { account: who, site, board: board as Board<A>, now: await nowIso(locals) };
}

/** The server's clock. */
export async function nowIso({ app }: App.Locals): Promise<string> {
	return new Date(await app.clock(app.database.read)).toISOString();
}
