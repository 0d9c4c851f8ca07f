/** Who looks after the house: in which role, and at which sites. */
import { may, type HouseCare } from '#lib/domain/policy/policy.ts';
import type { Role } from '#lib/domain/policy/roles.ts';

/** What a page of the office may be about. */
export type OfficeCare = HouseCare | 'pair_display';

export interface Caretaker {
	/** Null for an operator at the terminal. */
	readonly id: string | null;
	readonly role: Role;
	/** Null for every site of the network. */
	readonly sites: ReadonlySet<string> | null;
}

/** Whoever reaches the server's terminal could change the rows themselves. */
export const OPERATOR: Caretaker = { id: null, role: 'administrator', sites: null };

/** True when this is in their hands at all, or, with `role`, for accounts of that role. */
export function cares({ id, role: own }: Caretaker, act: OfficeCare, role?: Role): boolean {
	return may({ id: id ?? '', role: own, gives: new Set(), maySetLevel: false }, act, { role });
}

/** True when the site is theirs. */
export function hasSite({ sites }: Caretaker, siteId: string): boolean {
	return sites === null || sites.has(siteId);
}

/** True when all of these sites are theirs; a list of none is nobody's but the whole network's. */
export function hasEverySite(by: Caretaker, siteIds: Iterable<string>): boolean {
	const all = [...siteIds];
	return by.sites === null || (all.length > 0 && all.every((id) => hasSite(by, id)));
}
