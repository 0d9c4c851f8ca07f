/** Waiting-room screens: how they are let in, and how they are sent away. */
import { openPairings, type Pairings } from '#lib/server/auth/display-pairings.ts';
import { keepToken, presentToken, type DisplayAtSite } from '#lib/server/auth/display-tokens.ts';
import { KNOWN_AT_MOST, LatelyKnown } from '#lib/server/auth/lately-known.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { changeSite, type Moved } from '#lib/server/store/change-site.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** A screen that may come in, or the change at its site when a copy of its key was shown; else null. */
export type AtTheDoor =
	{ readonly display: DisplayAtSite; readonly offer: string | null } | { readonly cut: Moved | null } | null;

export interface Displays extends Pairings {
	/**
	 * Lets a token in or not. One that was given up a minute ago or longer is a copy: the screen is revoked at once,
	 * and its team's boards say so; the caller rings the bell of `cut`.
	 */
	present(token: string): Promise<AtTheDoor>;
	/** What names a token that opens the door as far as this node knows; null for any other. Costs one read a second at most. */
	lately(token: string): Promise<string | null>;
	/** The screen says that it keeps the token that it was offered; false when that one is no longer on offer. */
	keep(displayId: string, token: string): Promise<boolean>;
	list(siteId: string): Promise<{ id: string; label: string; approvedAt: string }[]>;
	/** Takes the token away at once; false when this site has no such screen. With `tx`, in that transaction. */
	revoke(displayId: string, siteId: string, tx?: Tx): Promise<boolean>;
	/**
	 * Somebody of the team has seen that this screen was cut, and its notice goes. Null when no screen of this site
	 * was cut under that id; `moved` is null when somebody had seen it before.
	 */
	acknowledge(displayId: string, siteId: string): Promise<{ moved: Moved | null } | null>;
	/** Those of these screens that may still look. */
	stillAllowed(ids: readonly string[]): Promise<Set<string>>;
}

/** Writes a screen that was cut by itself into the history, in the transaction that cuts it. */
export type RecordCut = (
	tx: Tx,
	at: number,
	screen: { readonly displayId: string; readonly siteId: string; readonly label: string }
) => Promise<void>;

interface Ports {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly recordCut: RecordCut;
}

/** Opens the screens of a database. */
export function openDisplays(db: Db, { clock, newId, recordCut }: Ports): Displays {
	const known = new LatelyKnown({ readAll: () => tokensInUse(db), now: () => performance.now() });
	const pairings = openPairings(db, clock, newId);
	return {
		lately: (token) => known.find(hashToken(token)),
		...pairings,
		async collect(deviceCode) {
			const collected = await pairings.collect(deviceCode);
			if (typeof collected === 'object') known.add(hashToken(collected.token));
			return collected;
		},
		async present(token) {
			const at = await clock(db);
			const presented = await presentToken(db, token, at);
			if (presented.kind !== 'let_in') known.forget(hashToken(token));
			switch (presented.kind) {
				case 'let_in':
					for (const key of [token, presented.offer]) if (key !== null) known.add(hashToken(key));
					return { display: presented.display, offer: presented.offer };
				case 'unknown':
					return null;
				case 'reused': {
					const { id, siteId } = presented.display;
					const cutByItself = async (tx: Tx) => {
						const label = await cut(tx, id, 'token_reused', at);
						if (label !== null) await recordCut(tx, at, { displayId: id, siteId, label });
						return label !== null;
					};
					return { cut: await changeSite(db, siteId, cutByItself) };
				}
			}
		},
		keep: async (displayId, token) => keepToken(db, displayId, token, await clock(db)),
		async list(siteId) {
			const rows = await db<{ id: string; label: string; approved_at: Date }[]>`
				select id, label, approved_at from display
				where site_id = ${siteId} and revoked_at is null order by approved_at`;
			return rows.map(({ id, label, approved_at }) => ({ id, label, approvedAt: approved_at.toISOString() }));
		},
		async revoke(displayId, siteId, tx) {
			const at = await clock(tx ?? db);
			const [row] = await (tx ?? db)<{ id: string }[]>`
				select id from display where id::text = ${displayId.toLowerCase()} and site_id = ${siteId}`;
			if (row === undefined) return false;
			const cutByHand = async (within: Tx) => (await cut(within, row.id, 'by_hand', at)) !== null;
			return (tx === undefined ? await db.begin(cutByHand) : await cutByHand(tx)) as boolean;
		},
		async acknowledge(displayId, siteId) {
			const [row] = await db<{ id: string }[]>`
				select id from display where id::text = ${displayId.toLowerCase()} and site_id = ${siteId}
					and revoked_because = 'token_reused'`;
			if (row === undefined) return null;
			const now = new Date(await clock(db));
			const moved = await changeSite(db, siteId, async (tx) => {
				const seen = await tx`
					update display set acknowledged_at = ${now}
					where id = ${row.id} and acknowledged_at is null returning id`;
				return seen.length === 1;
			});
			return { moved };
		},
		async stillAllowed(ids) {
			const rows = await db<{ id: string }[]>`
				select id from display where id = any(${ids as string[]}::uuid[]) and revoked_at is null`;
			return new Set(rows.map(({ id }) => id));
		}
	};
}

/** Those that screens are known to keep, and those on offer, which they may keep: the latest first. */
async function tokensInUse(db: Db): Promise<string[]> {
	const rows = await db<{ hash: string }[]>`
		select hash from (
			select token_hash as hash, approved_at as at from display where revoked_at is null
			union all
			select u.token_hash, u.used_until from display_token_used u join display d on d.id = u.display_id
			where d.revoked_at is null and u.used_until > now()) as token
		order by at desc limit ${KNOWN_AT_MOST}`;
	return rows.map(({ hash }) => hash);
}

/** Revokes a screen that is not revoked yet, else null; its tokens open nothing any more, so none is remembered. */
async function cut(
	tx: Tx,
	id: string,
	because: 'by_hand' | 'token_reused',
	at: number
): Promise<string | null> {
	const [row] = await tx<{ label: string }[]>`
		update display set revoked_at = ${new Date(at)}, revoked_because = ${because}
		where id = ${id} and revoked_at is null returning label`;
	await tx`delete from display_token_used where display_id = ${id}`;
	return row?.label ?? null;
}
