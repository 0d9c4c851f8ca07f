/**
 * The token of a screen, which is another one after each connection (ADR 17).
 *
 *  own        `display.token_hash`: the one that the screen is known to keep. Whoever shows it is offered a new one.
 *  offered    handed over, and perhaps kept: as good as the own one, until the screen says of one that it keeps it.
 *  former     another one is kept since: good for `FORMER_MS` more.
 *  used       former, and out of time: whoever still shows it has a copy.
 *
 * All but the own one are rows of `display_token_used`. An offer has no end yet; its row says ten years.
 */
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** For the line that was opening while the other one was kept. */
const FORMER_MS = 60_000;
const DAY_MS = 86_400_000;
const UNTIL_KEPT_MS = 3_650 * DAY_MS;
/** An honest screen shows an older one only when it never got the last offer: it needs the latest alone. */
const OFFERS = 16;
/** A copy that comes later than that is refused all the same, only without an alarm. */
const REMEMBERED_MS = 30 * DAY_MS;

export interface DisplayAtSite {
	readonly id: string;
	readonly siteId: string;
}

/** What became of a token at the door. */
export type Presented =
	/** `offer` is the token to keep from now on; null when the line is one of before, and gets none. */
	| { readonly kind: 'let_in'; readonly display: DisplayAtSite; readonly offer: string | null }
	| { readonly kind: 'unknown' }
	| { readonly kind: 'reused'; readonly display: DisplayAtSite };

/** Looks at a token at the instant `at` (ms), and makes the next one when it is the screen's own. */
export async function presentToken(db: Db, token: string, at: number): Promise<Presented> {
	const hash = hashToken(token);
	return (await db.begin(async (tx) => {
		const [row] = await tx<{ id: string; site_id: string; token_hash: string }[]>`
			select id, site_id, token_hash from display where revoked_at is null and id = (
				select id from display where token_hash = ${hash}
				union all select display_id from display_token_used where token_hash = ${hash} limit 1)
			for update`;
		if (row === undefined) return { kind: 'unknown' };
		const display = { id: row.id, siteId: row.site_id };
		if (row.token_hash === hash) {
			return { kind: 'let_in', display, offer: await makeOffer(tx, display.id, at) };
		}
		// Read under the lock: while we waited, another line may have said that it keeps its token.
		const [other] = await tx<{ used_until: Date }[]>`
			select used_until from display_token_used where token_hash = ${hash}`;
		if (other === undefined) return { kind: 'unknown' };
		const left = other.used_until.getTime() - at;
		if (left <= 0) return { kind: 'reused', display };
		return { kind: 'let_in', display, offer: isOffer(left) ? token : null };
	})) as Presented;
}

/**
 * The screen says that it keeps an offered token: it is the own one now, and all others are former. False when it
 * is not on offer (any more).
 */
export async function keepToken(db: Db, displayId: string, token: string, at: number): Promise<boolean> {
	const hash = hashToken(token);
	return (await db.begin(async (tx) => {
		const [row] = await tx<{ token_hash: string }[]>`
			select token_hash from display where id = ${displayId} and revoked_at is null for update`;
		if (row === undefined) return false;
		if (row.token_hash === hash) return true;
		const offered = await tx`
			delete from display_token_used
			where token_hash = ${hash} and display_id = ${displayId} and used_until > ${new Date(at + DAY_MS)}
			returning token_hash`;
		if (offered.length === 0) return false;
		const until = new Date(at + FORMER_MS);
		await tx`
			update display_token_used set used_until = ${until}
			where display_id = ${displayId} and used_until > ${until}`;
		await tx`
			insert into display_token_used (token_hash, display_id, used_until)
			values (${row.token_hash}, ${displayId}, ${until})`;
		await tx`update display set token_hash = ${hash} where id = ${displayId}`;
		await tx`
			delete from display_token_used
			where display_id = ${displayId} and used_until < ${new Date(at - REMEMBERED_MS)}`;
		return true;
	})) as boolean;
}

async function makeOffer(tx: Tx, displayId: string, at: number): Promise<string> {
	const token = newToken();
	// One statement, since a rush of lines waits for this lock; it does not see the row that it makes.
	await tx`
		with made as (
			insert into display_token_used (token_hash, display_id, used_until)
			values (${hashToken(token)}, ${displayId}, ${new Date(at + UNTIL_KEPT_MS)}))
		delete from display_token_used where token_hash in (
			select token_hash from display_token_used
			where display_id = ${displayId} and used_until > ${new Date(at + DAY_MS)}
			order by used_until desc offset ${OFFERS - 1})`;
	return token;
}

/** Former ones have a minute left at most, offers have years. */
function isOffer(leftMs: number): boolean {
	return leftMs > DAY_MS;
}
