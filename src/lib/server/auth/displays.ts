/** Waiting-room screens: paired by a short code that the site's team approves, in the shape of RFC 8628. */
import { randomBytes, randomInt } from 'node:crypto';
import { hashToken } from '#lib/server/auth/sessions.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db } from '#lib/server/store/database.ts';

/** No vowels, so that no word appears, and nothing that looks like something else: 20^8 = 2.6e10 codes. */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_LENGTH = 8;
const LIFETIME_S = 600;
const POLL_S = 3;

export interface Displays {
	/** A screen asks to be paired. */
	ask(): Promise<{ deviceCode: string; userCode: string; expiresIn: number; interval: number }>;
	/** A member of the team says which site the screen belongs to; false when the code is unknown or too old. */
	approve(code: string, site: string, by: string, label: string): Promise<boolean>;
	/** The screen's token once approved, and only once. */
	collect(
		deviceCode: string
	): Promise<{ token: string; siteId: string } | 'authorization_pending' | 'pairing_expired'>;
	/** Which screen a token is; null when unknown or revoked. */
	validate(token: string): Promise<{ id: string; siteId: string } | null>;
	list(siteId: string): Promise<{ id: string; label: string; approvedAt: string }[]>;
	/** Takes the token away at once; false when this site has no such screen. */
	revoke(displayId: string, siteId: string): Promise<boolean>;
	/** Those of these screens that may still look. */
	stillAllowed(ids: readonly string[]): Promise<Set<string>>;
}

/** Opens the screens of a database. */
export function openDisplays(sql: Db, clock: Clock, newId: () => string): Displays {
	return {
		async ask() {
			const deviceCode = randomBytes(32).toString('base64url');
			const userCode = newUserCode();
			const now = await clock(sql);
			await sql`delete from display_pairing where expires_at < ${new Date(now)}`;
			await sql`
				insert into display_pairing (user_code, device_code_hash, expires_at)
				values (${userCode}, ${hashToken(deviceCode)}, ${new Date(now + LIFETIME_S * 1000)})`;
			return { deviceCode, userCode, expiresIn: LIFETIME_S, interval: POLL_S };
		},
		async approve(code, site, by, label) {
			const now = new Date(await clock(sql));
			const userCode = code.toUpperCase().replaceAll(/[^A-Z]/g, '');
			const rows = await sql`
				update display_pairing set site_id = ${site}, approved_by = ${by}, label = ${label}
				where user_code = ${userCode} and expires_at > ${now} and site_id is null returning user_code`;
			return rows.length === 1;
		},
		async collect(deviceCode) {
			const now = new Date(await clock(sql));
			const hash = hashToken(deviceCode);
			return sql.begin(async (tx) => {
				const [row] = await tx<Pairing[]>`
					select site_id, label, approved_by, expires_at > ${now} as fresh from display_pairing
					where device_code_hash = ${hash} for update`;
				if (row === undefined || !row.fresh) return 'pairing_expired' as const;
				if (row.site_id === null) return 'authorization_pending' as const;
				const token = randomBytes(32).toString('base64url');
				await tx`
					insert into display (id, site_id, label, token_hash, approved_by, approved_at)
					values (${newId()}, ${row.site_id}, ${row.label}, ${hashToken(token)}, ${row.approved_by}, ${now})`;
				await tx`delete from display_pairing where device_code_hash = ${hash}`;
				return { token, siteId: row.site_id };
			}) as Promise<{ token: string; siteId: string } | 'authorization_pending' | 'pairing_expired'>;
		},
		async validate(token) {
			const [row] = await sql<{ id: string; site_id: string }[]>`
				select id, site_id from display where token_hash = ${hashToken(token)} and revoked_at is null`;
			return row === undefined ? null : { id: row.id, siteId: row.site_id };
		},
		async list(siteId) {
			const rows = await sql<{ id: string; label: string; approved_at: Date }[]>`
				select id, label, approved_at from display
				where site_id = ${siteId} and revoked_at is null order by approved_at`;
			return rows.map(({ id, label, approved_at }) => ({ id, label, approvedAt: approved_at.toISOString() }));
		},
		async revoke(displayId, siteId) {
			const now = new Date(await clock(sql));
			const rows = await sql`
				update display set revoked_at = ${now}
				where id::text = ${displayId.toLowerCase()} and site_id = ${siteId} and revoked_at is null returning id`;
			return rows.length === 1;
		},
		async stillAllowed(ids) {
			const rows = await sql<{ id: string }[]>`
				select id from display where id = any(${ids as string[]}::uuid[]) and revoked_at is null`;
			return new Set(rows.map(({ id }) => id));
		}
	};
}

interface Pairing {
	site_id: string | null;
	label: string;
	approved_by: string;
	fresh: boolean;
}

function newUserCode(): string {
	return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
