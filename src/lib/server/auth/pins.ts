/** PINs of shared tablets: of use only there, only after a full sign-in of the last 12 h, five tries. */
import type { Change } from '#lib/domain/administration/changes.ts';
import { PIN_TRIES, TILE_MS } from '#lib/domain/access/pin.ts';
import type { RecordOwn } from '#lib/server/auth/factors.ts';
import { hashPassword, verifyPassword } from '#lib/server/auth/passwords.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db } from '#lib/server/store/database.ts';

export type PinOutcome =
	/**
	 * The PIN is right; the instant of the last full sign-in there, in ms, twelve hours after which it is over, and the
	 * account's epoch since then.
	 */
	| { readonly outcome: 'right'; readonly fullSignInAt: number; readonly epoch: number }
	| { readonly outcome: 'wrong'; readonly triesLeft: number }
	/** No tile, one from before the account was put out, no PIN, or no tries left: only a full sign-in helps. */
	| { readonly outcome: 'full_sign_in_needed' };

export interface Pins {
	/**
	 * Chooses an account's PIN.
	 * @throws TooManyWaiting
	 */
	choose(accountId: string, pin: string): Promise<void>;
	/** Takes the PIN away; tiles then ask for a full sign-in. */
	forget(accountId: string): Promise<void>;
	/**
	 * Tries a PIN on a device. A try is counted before it is looked at, so that many at once win nothing; one that could
	 * not be looked at is given back.
	 * @throws TooManyWaiting
	 */
	tryPin(deviceId: string, accountId: string, pin: string): Promise<PinOutcome>;
}

export interface PinPorts {
	readonly aheadMs: () => number;
	readonly record: RecordOwn<Change<'pin_changed'>>;
}

/** Opens the PINs of a database. A million PINs are nothing to any hash: the key outside of the database is what protects them. */
export function openPins(sql: Db, keys: KeyRing, { aheadMs, record }: PinPorts): Pins {
	const now = () => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	const peppered = (accountId: string, pin: string, version: number) =>
		keys.mac('pin', `${accountId} ${pin}`, version);
	return {
		async choose(accountId, pin) {
			const hash = await hashPassword(peppered(accountId, pin, keys.active));
			await sql.begin(async (tx) => {
				await tx`update account set pin_hash = ${`${keys.active}:${hash}`} where id = ${accountId}`;
				await record(tx, accountId, { what: 'pin_changed', before: {}, after: {} });
			});
		},
		async forget(accountId) {
			await sql`update account set pin_hash = null where id = ${accountId}`;
		},
		async tryPin(deviceId, accountId, pin) {
			const [row] = await sql<TriedRow[]>`
				update device_member m set pin_tries = m.pin_tries + 1
				from account a, device d
				where m.device_id = ${deviceId} and m.account_id = ${accountId} and m.pin_tries < ${PIN_TRIES}
					and m.full_sign_in_at > ${now()} - ${TILE_MS} * interval '1 millisecond'
					and a.id = m.account_id and a.epoch = m.account_epoch and not a.disabled and a.pin_hash is not null
					and d.id = m.device_id and d.revoked_at is null
				returning m.pin_tries, a.pin_hash, m.full_sign_in_at, a.epoch`;
			if (row === undefined) return { outcome: 'full_sign_in_needed' };
			const [version, hash] = splitOnce(row.pin_hash);
			const check = verifyPassword(hash, peppered(accountId, pin, Number(version)), 'known');
			const right = await check.catch(async (error: unknown) => {
				await sql`
					update device_member set pin_tries = pin_tries - 1
					where device_id = ${deviceId} and account_id = ${accountId} and pin_tries > 0`;
				throw error;
			});
			if (!right) {
				const triesLeft = PIN_TRIES - row.pin_tries;
				return triesLeft === 0 ? { outcome: 'full_sign_in_needed' } : { outcome: 'wrong', triesLeft };
			}
			await sql`
				update device_member set pin_tries = 0 where device_id = ${deviceId} and account_id = ${accountId}`;
			return { outcome: 'right', fullSignInAt: row.full_sign_in_at.getTime(), epoch: row.epoch };
		}
	};
}

interface TriedRow {
	readonly pin_tries: number;
	readonly pin_hash: string;
	readonly full_sign_in_at: Date;
	readonly epoch: number;
}

function splitOnce(stored: string): [string, string] {
	const at = stored.indexOf(':');
	return [stored.slice(0, at), stored.slice(at + 1)];
}
