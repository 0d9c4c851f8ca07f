/** Whether somebody was left alone with this screen, here. */
import { redirect } from '@sveltejs/kit';
import type { Session } from '#lib/server/auth/sessions.ts';
import { doorFor } from '#lib/server/http/page-data.ts';

/** Where somebody who was left alone with the screen may be; null for everybody else. */
export function alonePage({ session }: App.Locals): string | null {
	return session?.state === 'alone' ? `/milieu/${session.aloneAt}/seul` : null;
}

/** The session of whoever left somebody alone at this site; sends anybody else to where they belong. */
export function aloneAt(locals: App.Locals, siteId: string): Session {
	const { session, signedIn } = locals;
	if (session?.state === 'alone' && session.aloneAt === siteId) return session;
	redirect(303, signedIn === null ? doorFor(locals) : '/');
}
