/** Where somebody's work begins once they are in. */
import { usualFace } from '#lib/contract/faces.ts';
import { findSite } from '#lib/server/store/accounts.ts';

/** After signing in: a shared tablet may have a PIN to ask for first; elsewhere one chooses among one's sites. */
export function afterSignIn({ device }: App.Locals): '/tablette' | '/milieux' {
	return device === null ? '/milieux' : '/tablette';
}

/** The usual page of an account at the tablet's site; its sites when it has none there, or this is no tablet. */
export async function homeOf({ app, device }: App.Locals, accountId: string): Promise<string> {
	if (device === null) return '/milieux';
	const site = await findSite(app.database.read, accountId, device.siteId);
	return usualFace(device.siteId, site?.audiences ?? []) ?? '/milieux';
}
