/** The sites that an account may see. */
import { listSites, type VisibleSite } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';

/** In the network's order; a site that the account has no business at is not in it. */
export function sitesFor({ read }: Database, accountId: string): Promise<VisibleSite[]> {
	return listSites(read, accountId);
}
