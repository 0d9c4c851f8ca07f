/** The second factors of accounts: what there is, adding and removing it, each written into the history. */
import type { Change } from '#lib/domain/administration/changes.ts';
import { factorNeed } from '#lib/domain/access/second-factor.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { openPasskeys, type Made, type Passkeys } from '#lib/server/auth/passkeys.ts';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import { renewRecoveryCodes } from '#lib/server/auth/recovery-codes.ts';
import { endAllElsewhere, type Session } from '#lib/server/auth/sessions.ts';
import { openTotp, type Totp } from '#lib/server/auth/totp.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Log } from '#lib/server/observability/log.ts';
import type { Database, Db, Tx } from '#lib/server/store/database.ts';
import { readFactors, type OwnFactors } from '#lib/server/store/factors.ts';

/** Changes of one's own factors. */
export type FactorChange = Change<'factor_added' | 'factor_removed' | 'recovery_codes_renewed'>;
/** Writes a change that somebody made of their own account into the history, in the transaction that makes it. */
export type RecordOwn<C extends Change> = (tx: Tx, accountId: string, change: C) => Promise<void>;

export interface FactorPorts {
	readonly keys: KeyRing;
	readonly aheadMs: () => number;
	readonly log: Log;
	readonly record: RecordOwn<FactorChange>;
	/** Fictional people may do without. */
	readonly demo: boolean;
}

/**
 * Whose factors, and from which session: all others of that account end when its factors change, and whoever is just
 * coming in (ASVS 7.4.3). Tiles stay: they stand for a full sign-in on a tablet, and a PIN.
 */
export interface Owner {
	readonly account: { readonly id: string; readonly role: Role };
	readonly publicId: string;
	/** `pending`: the password alone was shown, which is enough to add a first factor and nothing else. */
	readonly state: Session['state'];
}

export type Adding =
	/** Recovery codes come with the first factor; null when there are some. */
	| { readonly recoveryCodes: string[] | null }
	| { readonly refused: 'wrong_code' | 'wrong_passkey' | 'not_the_first' };

export interface Factors {
	readonly totp: Totp;
	readonly passkeys: Passkeys;
	of(accountId: string): Promise<OwnFactors>;
	/** The application's first right code makes it count. */
	addTotp(owner: Owner, code: string): Promise<Adding>;
	addPasskey(owner: Owner, place: PasskeyPlace, made: Made): Promise<Adding>;
	renamePasskey(owner: Owner, passkeyId: string, label: string): Promise<boolean>;
	/** Takes a factor away, unless it is the last one of somebody who must have one. */
	remove(owner: Owner, which: Which): Promise<'removed' | 'not_found' | 'last_one'>;
	/** Null without a factor that they could stand for. */
	renewRecoveryCodes(owner: Owner): Promise<string[] | null>;
	/**
	 * Takes all factors of an account away, and its PIN, for somebody who lost them; its sessions have to end with it
	 * (`endAllSessions`). Who may, and the history, are the caller's (administration).
	 */
	forgetAll(tx: Tx, accountId: string): Promise<void>;
}

export type Which = { readonly kind: 'totp' } | { readonly kind: 'passkey'; readonly id: string };

/** Opens the factors of a database. */
export function openFactors({ read, write }: Database, ports: FactorPorts): Factors {
	const { keys, aheadMs, log, record, demo } = ports;
	const totp = openTotp(keys, { aheadMs });
	const passkeys = openPasskeys({ aheadMs, log });

	/** One change at a time for an account. */
	const changing = async <R>(id: string, work: (tx: Tx, had: OwnFactors) => Promise<R>): Promise<R> =>
		(await write.begin(async (tx) => {
			await tx`select 1 from account where id = ${id} for no key update`;
			return work(tx, await readFactors(tx, id));
		})) as R;
	const add = async (
		owner: Owner,
		kind: Which['kind'],
		keep: (tx: Tx) => Promise<boolean>
	): Promise<Adding> => {
		const { id } = owner.account;
		return changing(id, async (tx, had): Promise<Adding> => {
			if (owner.state !== 'open' && hasAny(had)) return { refused: 'not_the_first' };
			if (!(await keep(tx))) return { refused: kind === 'totp' ? 'wrong_code' : 'wrong_passkey' };
			await record(tx, id, { what: 'factor_added', before: { factor: null }, after: { factor: kind } });
			await endAllElsewhere(tx, owner, 'everywhere');
			const first = !hasAny(had) || had.recoveryCodes === 0;
			return { recoveryCodes: first ? await renewRecoveryCodes(tx, keys, id) : null };
		});
	};

	return {
		totp,
		passkeys,
		of: (accountId) => readFactors(read, accountId),
		addTotp: (owner, code) =>
			add(owner, 'totp', (tx) =>
				totp.confirm(tx, { accountId: owner.account.id, publicId: owner.publicId }, code)
			),
		addPasskey: (owner, place, made) =>
			add(owner, 'passkey', (tx) => passkeys.keep(tx, place, owner.account.id, made)),
		async renamePasskey({ account: { id } }, passkeyId, label) {
			const rows = await read`
				update passkey set label = ${label} where id = ${passkeyId} and account_id = ${id} returning 1`;
			return rows.length === 1;
		},
		async remove(owner, which) {
			const { id, role } = owner.account;
			return changing(id, async (tx, had) => {
				const has =
					which.kind === 'totp' ? had.totp !== null : had.passkeys.some((one) => one.id === which.id);
				if (!has) return 'not_found';
				const isLast = had.passkeys.length + (had.totp === null ? 0 : 1) === 1;
				if (isLast && mustHaveOne(role, demo)) return 'last_one';
				if (isLast) await deleteAll(tx, id);
				else await deleteOne(tx, id, which);
				const before = { factor: which.kind };
				await record(tx, id, { what: 'factor_removed', before, after: { factor: null } });
				await endAllElsewhere(tx, owner, 'everywhere');
				return 'removed';
			});
		},
		async renewRecoveryCodes(owner) {
			const { id } = owner.account;
			return changing(id, async (tx, had) => {
				if (!hasAny(had)) return null;
				await record(tx, id, { what: 'recovery_codes_renewed', before: {}, after: {} });
				await endAllElsewhere(tx, owner, 'everywhere');
				return renewRecoveryCodes(tx, keys, id);
			});
		},
		async forgetAll(tx, accountId) {
			await deleteAll(tx, accountId);
			await tx`update account set pin_hash = null where id = ${accountId}`;
		}
	};
}

/** True for roles whose password is never enough, not even on an enrolled tablet. */
function mustHaveOne(role: Role, demo: boolean): boolean {
	return factorNeed({ role, hasFactor: false, onEnrolledDevice: true, demo }) === 'set_up';
}

function hasAny({ totp, passkeys }: OwnFactors): boolean {
	return totp !== null || passkeys.length > 0;
}

async function deleteOne(tx: Tx, accountId: string, which: Which): Promise<void> {
	switch (which.kind) {
		case 'totp':
			await tx`delete from totp where account_id = ${accountId}`;
			return;
		case 'passkey':
			await tx`delete from passkey where id = ${which.id} and account_id = ${accountId}`;
	}
}

/** Recovery codes stand for a factor: without one they are of no use, and must be none. */
async function deleteAll(sql: Db | Tx, accountId: string): Promise<void> {
	await sql`delete from totp where account_id = ${accountId}`;
	await sql`delete from passkey where account_id = ${accountId}`;
	await sql`delete from passkey_challenge where account_id = ${accountId}`;
	await sql`delete from recovery_code where account_id = ${accountId}`;
}
