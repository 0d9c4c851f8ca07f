/** Pairing a waiting-room screen by a short code that the site's team approves, in the shape of RFC 8628. */
import { randomBytes, randomInt } from 'node:crypto';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** No vowels, so that no word appears, and nothing that looks like something else: 20^8 = 2.56e10 codes. */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_LENGTH = 8;
const LIFETIME_S = 600;
const POLL_S = 3;
/** A timer may fire a little early, and a request may overtake the one before it. */
const EARLY_MS = 500;

/**
 * Codes that wait for approval at the same time; the oldest makes way. With the ten wrong codes that an account may
 * try in ten minutes, as long as a code lives, a guess hits a stranger's code with
 * 10 × 1,000 / 20^8 = 3.9e-7, less than one in a million per account and window (RFC 8628, 5.1). What it would win
 * is a stranger's screen that shows the words of the guesser's own site.
 */
const OPEN_AT_MOST = 1_000;

export type Collected =
	| { readonly token: string; readonly siteId: string }
	| 'authorization_pending'
	| 'slow_down'
	| 'pairing_expired';

export interface Pairings {
	/** A screen asks to be paired. */
	ask(): Promise<{ deviceCode: string; userCode: string; expiresIn: number; interval: number }>;
	/**
	 * A member of the team says which site the screen belongs to; false when the code is unknown or too old. With
	 * `tx`, in that transaction.
	 */
	approve(code: string, site: string, by: string, label: string, tx?: Tx): Promise<boolean>;
	/** The screen's token once approved, and only once; `slow_down` when it asks again before the interval. */
	collect(deviceCode: string): Promise<Collected>;
}

/** Opens the pairings of a database. */
export function openPairings(db: Db, clock: Clock, newId: () => string): Pairings {
	const polls = new Polls();
	return {
		async ask() {
			const deviceCode = randomBytes(32).toString('base64url');
			const userCode = newUserCode();
			const now = await clock(db);
			await db`delete from display_pairing where expires_at < ${new Date(now)}`;
			await db`
				insert into display_pairing (user_code, device_code_hash, expires_at)
				values (${userCode}, ${hashToken(deviceCode)}, ${new Date(now + LIFETIME_S * 1000)})`;
			await db`
				delete from display_pairing where user_code in (
					select user_code from display_pairing where site_id is null
					order by expires_at desc offset ${OPEN_AT_MOST})`;
			return { deviceCode, userCode, expiresIn: LIFETIME_S, interval: POLL_S };
		},
		async approve(code, site, by, label, tx) {
			const now = new Date(await clock(tx ?? db));
			const userCode = code.toUpperCase().replaceAll(/[^A-Z]/g, '');
			const rows = await (tx ?? db)`
				update display_pairing set site_id = ${site}, approved_by = ${by}, label = ${label}
				where user_code = ${userCode} and expires_at > ${now} and site_id is null returning user_code`;
			return rows.length === 1;
		},
		async collect(deviceCode) {
			const now = await clock(db);
			const hash = hashToken(deviceCode);
			return (await db.begin(async (tx) => {
				const [row] = await tx<PairingRow[]>`
					select site_id, label, approved_by, expires_at > ${new Date(now)} as fresh from display_pairing
					where device_code_hash = ${hash} for update`;
				if (row === undefined || !row.fresh) return 'pairing_expired';
				if (polls.isTooSoon(hash, now)) return 'slow_down';
				if (row.site_id === null) return 'authorization_pending';
				const token = newToken();
				await tx`
					insert into display (id, site_id, label, token_hash, approved_by, approved_at)
					values (${newId()}, ${row.site_id}, ${row.label}, ${hashToken(token)}, ${row.approved_by},
						${new Date(now)})`;
				await tx`delete from display_pairing where device_code_hash = ${hash}`;
				return { token, siteId: row.site_id };
			})) as Collected;
		}
	};
}

/** When each open pairing was asked about last, at this node: elsewhere it is only one more poll. */
class Polls {
	readonly #last = new Map<string, number>();

	isTooSoon(hash: string, now: number): boolean {
		const last = this.#last.get(hash);
		// The end of the order is the latest: those in front are over first.
		this.#last.delete(hash);
		this.#last.set(hash, now);
		for (const [old, at] of this.#last) {
			if (at > now - LIFETIME_S * 1000) break;
			this.#last.delete(old);
		}
		return last !== undefined && now - last < POLL_S * 1000 - EARLY_MS;
	}
}

interface PairingRow {
	site_id: string | null;
	label: string;
	approved_by: string;
	fresh: boolean;
}

function newUserCode(): string {
	return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
