/** Waiting-room screens of a site, for those who look after it. */
import { recordChange } from '#lib/server/administration/changes.ts';
import { refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { refusesDevices, revoking } from '#lib/server/administration/revoking.ts';
import { approveDisplay, revokeDisplay } from '#lib/server/auth/displays-for.ts';
import type { Displays } from '#lib/server/auth/displays.ts';
import type { Tx } from '#lib/server/store/database.ts';

export interface Screen {
	readonly id: string;
	readonly label: string;
	/** ISO instant. */
	readonly approvedAt: string;
}

/** Screens that may look at a site, the oldest first. */
export async function listScreens(
	house: House & { readonly displays: Displays },
	by: By,
	siteId: string
): Promise<readonly Screen[] | Refused> {
	const refused = await refusesDevices(house.database.read, by, siteId);
	return refused === null ? house.displays.list(siteId) : refuse(refused);
}

/** Takes a screen's token away; it goes dark within seconds. */
export function revokeScreen(
	house: House & { readonly displays: Displays },
	by: By,
	{ siteId, displayId }: { siteId: string; displayId: string }
): Promise<{ revoked: true } | Refused> {
	const about = { siteId, subject: 'display', subjectId: displayId, what: 'display_revoked' } as const;
	return revoking(house, by, about, (tx) => revokeWithin(tx, house.displays, displayId, siteId));
}

type Approving = Parameters<typeof approveDisplay>;
type Unpairing = Parameters<typeof revokeDisplay>;

/** Approves a waiting screen for a site, as everybody at the door may, and writes it down. */
export function pairScreen(
	house: House & Approving[0],
	who: Approving[1],
	asked: Approving[2]
): ReturnType<typeof approveDisplay> {
	const approve: Displays['approve'] = (code, siteId, by, label) =>
		together(house, async (tx, at) => {
			if (!(await house.displays.approve(code, siteId, by, label, tx))) return false;
			const about = { by, subject: 'site', subjectId: siteId, siteId } as const;
			const paired = { what: 'display_paired', before: { label: null }, after: { label } } as const;
			await recordChange(tx, at, { ...about, ...paired, id: house.newId() });
			return true;
		});
	return approveDisplay({ ...house, displays: { ...house.displays, approve } }, who, asked);
}

/** The same from the office, which is for those who look after the site's screens. */
export async function pairScreenAtDesk(
	house: House & Approving[0],
	who: Approving[1],
	asked: Approving[2]
): Promise<Awaited<ReturnType<typeof approveDisplay>> | Refused> {
	const by = { accountId: who.account };
	const refused = await refusesDevices(house.database.read, by, asked.siteId);
	return refused === null ? pairScreen(house, who, asked) : refuse(refused);
}

/** Takes a screen's token away, as everybody at the door may, and writes it down. */
export function unpairScreen(
	house: House & Unpairing[0],
	by: Unpairing[1],
	which: Unpairing[2]
): ReturnType<typeof revokeDisplay> {
	const revoke: Displays['revoke'] = (displayId, siteId) =>
		together(house, async (tx, at) => {
			const label = await revokeWithin(tx, house.displays, displayId, siteId);
			if (label === null) return false;
			const about = { by, subject: 'display', subjectId: displayId, siteId } as const;
			const gone = { what: 'display_revoked', before: { label }, after: { label: null } } as const;
			await recordChange(tx, at, { ...about, ...gone, id: house.newId() });
			return true;
		});
	return revokeDisplay({ ...house, displays: { ...house.displays, revoke } }, by, which);
}

async function together(house: House, work: (tx: Tx, at: number) => Promise<boolean>): Promise<boolean> {
	const { write } = house.database;
	return (await write.begin(async (tx) => work(tx, await house.clock(tx)))) as boolean;
}

/** The label of the screen that is gone now; null when the site has none such. */
async function revokeWithin(
	tx: Tx,
	displays: Displays,
	displayId: string,
	siteId: string
): Promise<string | null> {
	const [row] = await tx<{ label: string }[]>`
		select label from display
		where id::text = ${displayId.toLowerCase()} and site_id = ${siteId} and revoked_at is null`;
	const gone = row !== undefined && (await displays.revoke(displayId, siteId, tx));
	return gone ? row.label : null;
}
