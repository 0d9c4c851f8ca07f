/** Codes of an application on a telephone: RFC 6238 with what every application knows, SHA-1, six digits, 30 s. */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** RFC 4226, 4: as long as the hash. */
const SECRET_BYTES = 20;
const STEP_MS = 30_000;
/** A telephone's clock is some seconds off, and typing takes some more (RFC 6238, 5.2). */
const STEPS_OFF = 1;
/** A secret that was shown and not confirmed is of no more use after this long. */
const UNCONFIRMED_MS = 30 * 60_000;

/** What an application is given; told while it is being set up, and never again. */
export interface TotpSecret {
	/** For the picture: `otpauth://totp/…`. */
	readonly uri: string;
	/** The same to type, in groups of four. */
	readonly letters: string;
}

/** Whose secret, set up in which session: somebody else who has the password must not learn the owner's. */
export interface SettingUp {
	readonly accountId: string;
	/** The session's public id. */
	readonly publicId: string;
}

export interface Totp {
	/**
	 * Makes a secret that is of no use until it is confirmed. An unconfirmed one of this session is kept while it can
	 * still be; one of another session makes way.
	 */
	begin(sql: Db, by: SettingUp): Promise<void>;
	/** The secret that waits to be confirmed by this session, or null. */
	pending(sql: Db, by: SettingUp): Promise<TotpSecret | null>;
	/** True when the code is right: from now on the application counts. */
	confirm(tx: Tx, by: SettingUp, code: string): Promise<boolean>;
	/** True when the code is right and its step, or a later one, was not used yet (ASVS 6.5.1). */
	use(sql: Db, accountId: string, code: string): Promise<boolean>;
}

/** Opens the codes of applications; secrets are sealed with the key ring. */
export function openTotp(keys: KeyRing, { aheadMs }: { readonly aheadMs: () => number }): Totp {
	const now = (sql: Db | Tx) => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	const usable = (sql: Db | Tx) =>
		sql`totp.created_at > ${now(sql)} - ${UNCONFIRMED_MS} * interval '1 millisecond'`;
	const stepOf = (accountId: string, { secret, at }: Row, code: string) =>
		matchingStep(keys.open('totp', secret, accountId), code, at.getTime());
	return {
		async begin(sql, { accountId, publicId }) {
			const secret = keys.seal('totp', randomBytes(SECRET_BYTES), accountId);
			await sql`
				insert into totp (account_id, secret, created_at, begun_by)
				values (${accountId}, ${secret}, ${now(sql)}, ${publicId})
				on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at,
					begun_by = excluded.begun_by
				where totp.confirmed_at is null
					and (totp.begun_by is distinct from excluded.begun_by or not ${usable(sql)})`;
		},
		async pending(sql, { accountId, publicId }) {
			const [row] = await sql<{ secret: Buffer; username: string }[]>`
				select secret, username from totp join account on account.id = totp.account_id
				where account_id = ${accountId} and begun_by = ${publicId} and confirmed_at is null and ${usable(sql)}`;
			return row === undefined ? null : shown(keys.open('totp', row.secret, accountId), row.username);
		},
		async confirm(tx, { accountId, publicId }, code) {
			const [row] = await tx<Row[]>`
				select secret, ${now(tx)} as at from totp
				where account_id = ${accountId} and begun_by = ${publicId} and confirmed_at is null and ${usable(tx)}
				for update`;
			const step = row === undefined ? null : stepOf(accountId, row, code);
			if (step === null) return false;
			await tx`
				update totp set confirmed_at = ${now(tx)}, last_step = ${step} where account_id = ${accountId}`;
			return true;
		},
		async use(sql, accountId, code) {
			const [row] = await sql<Row[]>`
				select secret, ${now(sql)} as at from totp where account_id = ${accountId} and confirmed_at is not null`;
			const step = row === undefined ? null : stepOf(accountId, row, code);
			if (step === null) return false;
			// Two that come at once with one code: the second finds the step taken.
			const taken = await sql`
				update totp set last_step = ${step}
				where account_id = ${accountId} and confirmed_at is not null and last_step < ${step} returning 1`;
			return taken.length === 1;
		}
	};
}

interface Row {
	readonly secret: Buffer;
	readonly at: Date;
}

/** The step whose code this is, the present one or one beside it; null when it is none of theirs. */
export function matchingStep(secret: Buffer, code: string, atMs: number): number | null {
	// The library fails on what is as long and no digits of ASCII.
	if (!/^\d{6}$/.test(code)) return null;
	const delta = TOTP.validate({
		token: code,
		secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
		timestamp: atMs,
		window: STEPS_OFF
	});
	return delta === null ? null : Math.floor(atMs / STEP_MS) + delta;
}

function shown(bytes: Buffer, username: string): TotpSecret {
	const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
	const uri = new TOTP({ issuer: 'Halte', label: username, secret }).toString();
	return { uri, letters: (secret.base32.match(/.{1,4}/g) ?? []).join(' ') };
}
