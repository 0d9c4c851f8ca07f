/** What the staff's pages are given on the first paint: the same board as sockets and API. */
import { error, redirect } from '@sveltejs/kit';
import type { CatalogueNames } from '#lib/contract/names.ts';
import type { Board } from '#lib/contract/views.ts';
import type { StaffAudience } from '#lib/domain/policy/policy.ts';
import { language } from '#lib/messages/language.ts';
import type { Looker } from '#lib/server/audit/board-reads.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';
import {
	findPracticeSite,
	findSite,
	listSites,
	type Account,
	type VisibleSite
} from '#lib/server/store/accounts.ts';
import { readNames } from '#lib/server/store/read-names.ts';
import { readManner } from '#lib/server/store/manner.ts';
import { boardFor } from '#lib/server/views/board-for.ts';

/** Who is signed in, for the page; sends anybody else to the door that is theirs. */
export function account(locals: App.Locals): Omit<Account, 'epoch'> {
	if (locals.signedIn === null) redirect(303, doorFor(locals));
	const { id, name, title, role } = locals.signedIn.account;
	return { id, name, title, role };
}

/**
 * Who is signed in and has confirmed it within the last ten minutes, for screens of accounts, keys and exports
 * (ASVS 7.5.3); sends anybody else to confirm it first, and then back to `to`.
 */
export function requireFresh(locals: App.Locals, to: string | URL): Omit<Account, 'epoch'> {
	requireFreshSession(locals, to);
	return account(locals);
}

/** The same for a form's action: the session, of which nothing may go into a page's data. */
export function requireFreshSession(locals: App.Locals, to: string | URL): SignedIn {
	if (locals.signedIn === null) redirect(303, doorFor(locals));
	if (isFresh(locals.signedIn)) return locals.signedIn;
	redirect(303, confirmingPage(typeof to === 'string' ? to : pageOf(to)));
}

/** Who is signed in by more than a PIN; sends whoever is not to confirm who they are, and then back to `to`. */
export function requireFull(locals: App.Locals, to: URL): Omit<Account, 'epoch'> {
	if (locals.signedIn?.level === 'pin') redirect(303, confirmingPage(pageOf(to)));
	return account(locals);
}

/** True within ten minutes of having shown who one is. */
export function isFresh({ level, fresh }: SignedIn): boolean {
	return level === 'full' && fresh;
}

/** Where one shows it, and then goes on to `to`. */
export function confirmingPage(to: string): string {
	return `/compte/confirmer?retour=${encodeURIComponent(to)}`;
}

/** A form's action is no page: one goes back to the page that it is on. */
function pageOf({ pathname, search }: URL): string {
	return search.startsWith('?/') ? pathname : pathname + search;
}

/** Where somebody comes in: a second factor or a training that is due, a tablet's tiles, or name and password. */
export function doorFor({ session, device }: App.Locals): string {
	if (session?.state === 'pending') return '/connexion/deuxieme-etape';
	if (session?.state === 'untrained') return '/formation';
	return device === null ? '/connexion' : '/tablette';
}

/** The last day (`YYYY-MM-DD`) on which everything opens, once the account's training is due; else null. */
export function trainingDueOn({ signedIn }: App.Locals): string | null {
	return signedIn?.training.state === 'due' ? signedIn.training.lastDay : null;
}

/** The real sites that the account may see. */
export function sitesOf(locals: App.Locals): Promise<VisibleSite[]> {
	return listSites(locals.app.database.read, account(locals).id);
}

/** The site for practice, as the account sees it; null when it has none. */
export function practiceSiteOf(locals: App.Locals): Promise<VisibleSite | null> {
	return findPracticeSite(locals.app.database.read, account(locals).id);
}

/** Who looks at a board, for the log of accesses; sends anybody who is not signed in to their door. */
export function lookerOf(locals: App.Locals): Looker {
	if (locals.signedIn === null) redirect(303, doorFor(locals));
	return { accountId: locals.signedIn.account.id, sessionId: locals.signedIn.publicId };
}

/** Everything a face of one site needs; 404 or 403 pages otherwise. */
export async function faceOf<A extends StaffAudience>(locals: App.Locals, siteId: string, audience: A) {
	const who = account(locals);
	const looker = lookerOf(locals);
	const [site, board] = await Promise.all([
		findSite(locals.app.database.read, who.id, siteId),
		boardFor(locals.app, looker, siteId, audience)
	]);
	if (site === null) error(404);
	if ('refused' in board) error(board.refused === 'forbidden' ? 403 : 404);
	const [manner, names, now] = await Promise.all([
		readManner(locals.app.database.read, siteId),
		namesHere(locals),
		nowIso(locals)
	]);
	return { account: who, site, board: board as Board<A>, manner, names, now };
}

/** What services and reasons are called on this screen; null where it speaks French, as the boards do. */
export async function namesHere({ app }: App.Locals): Promise<CatalogueNames | null> {
	return language() === 'fr' ? null : readNames(app.database.read, language());
}

/** The server's clock. */
export async function nowIso({ app }: App.Locals): Promise<string> {
	return new Date(await app.clock(app.database.read)).toISOString();
}
