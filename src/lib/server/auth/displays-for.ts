/** Screens of a site, for members of its team: the policy is asked here. */
import { may } from '#lib/domain/policy/policy.ts';
import type { Displays } from '#lib/server/auth/displays.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';

interface House {
	readonly database: Database;
	readonly displays: Displays;
}
type Refused = { refused: 'not_found' | 'forbidden' | 'pairing_expired' };

/** Approves a waiting screen for a site. */
export async function approveDisplay(
	house: House,
	accountId: string,
	{ userCode, siteId, label }: { userCode: string; siteId: string; label: string }
): Promise<{ siteId: string } | Refused> {
	const refused = await refusalFor(house, accountId, siteId);
	if (refused !== null) return refused;
	const approved = await house.displays.approve(userCode, siteId, accountId, label);
	return approved ? { siteId } : { refused: 'pairing_expired' };
}

/** The screens that may look at a site. */
export async function listDisplays(house: House, accountId: string, siteId: string) {
	const refused = await refusalFor(house, accountId, siteId);
	return refused ?? { displays: await house.displays.list(siteId) };
}

/** Takes a screen's token away. */
export async function revokeDisplay(
	house: House,
	accountId: string,
	{ siteId, displayId }: { siteId: string; displayId: string }
): Promise<{ revoked: true } | Refused> {
	const refused = await refusalFor(house, accountId, siteId);
	if (refused !== null) return refused;
	return (await house.displays.revoke(displayId, siteId)) ? { revoked: true } : { refused: 'not_found' };
}

async function refusalFor({ database }: House, accountId: string, siteId: string): Promise<Refused | null> {
	const actor = await findActor(database.read, accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	return may(actor, 'pair_display') ? null : { refused: 'forbidden' };
}
