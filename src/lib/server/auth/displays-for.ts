/** Screens of a site, for members of its team: the policy is asked here. */
import { may } from '#lib/domain/policy/policy.ts';
import type { Displays } from '#lib/server/auth/displays.ts';
import type { Limits, Who } from '#lib/server/limits/limits.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Moved } from '#lib/server/store/change-site.ts';
import type { Database } from '#lib/server/store/database.ts';

interface House {
	readonly database: Database;
	readonly displays: Displays;
}
type Refused = { refused: 'not_found' | 'forbidden' | 'pairing_expired' };

/** Approves a waiting screen for a site. Codes that are wrong are counted, and after too many none is looked at. */
export async function approveDisplay(
	house: House & { readonly limits: Pick<Limits, 'attempt'> },
	who: Who,
	{ userCode, siteId, label }: { userCode: string; siteId: string; label: string }
): Promise<{ siteId: string } | Refused | { retryAfterMs: number }> {
	const { account } = who;
	const refused = await refusalFor(house, account, siteId);
	if (refused !== null) return refused;
	const tried = await house.limits.attempt('pairing_code', who, async () =>
		(await house.displays.approve(userCode, siteId, account, label)) ? { siteId } : null
	);
	switch (tried.kind) {
		case 'right':
			return tried.value;
		case 'wrong':
			return { refused: 'pairing_expired' };
		case 'wait':
			return { retryAfterMs: tried.retryAfterMs };
	}
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

/** « Vu »: the notice of a screen that was cut goes from every board of the site. */
export async function acknowledgeDisplay(
	house: House & { ring(bell: Moved): void },
	accountId: string,
	{ siteId, displayId }: { siteId: string; displayId: string }
): Promise<{ seen: true } | Refused> {
	const refused = await refusalFor(house, accountId, siteId);
	if (refused !== null) return refused;
	const seen = await house.displays.acknowledge(displayId, siteId);
	if (seen === null) return { refused: 'not_found' };
	if (seen.moved !== null) house.ring(seen.moved);
	return { seen: true };
}

async function refusalFor({ database }: House, accountId: string, siteId: string): Promise<Refused | null> {
	const actor = await findActor(database.read, accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	return may(actor, 'pair_display') ? null : { refused: 'forbidden' };
}
