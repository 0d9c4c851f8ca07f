/** Passkeys (WebAuthn 3): made and shown with the person verified by their own device, so that one is a whole sign-in. */
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/server';
import type { MadePasskey, ShownPasskey } from '#lib/contract/second-factor.ts';
import { askChallenge, challengeIn, takeChallenge, type Asked } from '#lib/server/auth/passkey-challenges.ts';
import type { PasskeyPlace } from '#lib/server/auth/passkey-place.ts';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Whoever needs more has lost count of them. */
const MOST_OF_ONE = 10;
/** The browser's own patience, in ms: not longer than the challenge is good. */
const PATIENCE_MS = 4 * 60_000;

export interface Passkeys {
	/**
	 * What the browser is given to make one. On a shared tablet it has to be on something that its owner carries:
	 * whoever knows how the tablet is unlocked could show one that stays in it.
	 */
	askNew(
		sql: Db,
		place: PasskeyPlace,
		maker: { readonly accountId: string; readonly shared: boolean }
	): Promise<PublicKeyCredentialCreationOptionsJSON>;
	/** Keeps the one that was made; false when it is not what was asked for. */
	keep(tx: Tx, place: PasskeyPlace, accountId: string, made: Made): Promise<boolean>;
	/** What the browser is given to show one. */
	ask(sql: Db, place: PasskeyPlace, asked: Asked): Promise<PublicKeyCredentialRequestOptionsJSON>;
	/**
	 * Whose passkey was shown, with the account's epoch of before it was looked at; null when it is not what was asked
	 * for, or nobody's. One that is taken away meanwhile leaves another epoch behind, and so begins nothing.
	 */
	verify(sql: Db, place: PasskeyPlace, asked: Asked, shown: ShownPasskey): Promise<PasskeyOwner | null>;
}

export interface Made {
	readonly passkey: MadePasskey;
	readonly label: string;
	/** On a shared tablet. */
	readonly shared: boolean;
}

/** Opens the passkeys of a database. */
export function openPasskeys({ aheadMs, log }: { aheadMs: () => number; log: Log }): Passkeys {
	const now = (sql: Db | Tx) => sql`(clock_timestamp() + ${aheadMs()} * interval '1 millisecond')`;
	return {
		async askNew(sql, { rpId }, { accountId, shared }) {
			const [who] = await sql<{ username: string; name: string }[]>`
				select username, name from account where id = ${accountId}`;
			const known = await listed(sql, accountId);
			return generateRegistrationOptions({
				rpName: 'Halte',
				rpID: rpId,
				userID: Uint8Array.from(Buffer.from(accountId, 'utf8')),
				userName: who?.username ?? '',
				userDisplayName: who?.name ?? '',
				challenge: await askChallenge(sql, aheadMs(), { purpose: 'register', accountId }),
				timeout: PATIENCE_MS,
				attestationType: 'none',
				excludeCredentials: known,
				authenticatorSelection: {
					residentKey: 'preferred',
					userVerification: 'required',
					...(shared && { authenticatorAttachment: 'cross-platform' })
				}
			});
		},
		async keep(tx, place, accountId, { passkey, label, shared }) {
			if (shared && passkey.authenticatorAttachment === 'platform') return false;
			const challenge = challengeIn(passkey);
			if (!(await takeChallenge(tx, aheadMs(), challenge, { purpose: 'register', accountId }))) return false;
			const credential = await made(place, challenge, passkey);
			if (credential === null || (await listed(tx, accountId)).length >= MOST_OF_ONE) return false;
			const kept = await tx`
				insert into passkey (id, account_id, public_key, counter, transports, label, created_at)
				values (${credential.id}, ${accountId}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
					${credential.transports ?? []}, ${label}, ${now(tx)})
				on conflict (id) do nothing returning 1`;
			return kept.length === 1;
		},
		async ask(sql, { rpId }, asked) {
			const known = asked.accountId === null ? [] : await listed(sql, asked.accountId);
			return generateAuthenticationOptions({
				rpID: rpId,
				challenge: await askChallenge(sql, aheadMs(), asked),
				timeout: PATIENCE_MS,
				userVerification: 'required',
				// Without a name the browser offers what it has.
				...(known.length > 0 && { allowCredentials: known })
			});
		},
		async verify(sql, place, asked, shown) {
			const challenge = challengeIn(shown);
			if (!(await takeChallenge(sql, aheadMs(), challenge, asked))) return null;
			const [row] = await sql<Row[]>`
				select p.account_id, a.epoch, p.public_key, p.counter
				from passkey p join account a on a.id = p.account_id
				where p.id = ${shown.id} and p.account_id = coalesce(${asked.accountId}, p.account_id)`;
			if (row === undefined) return null;
			const counter = await counted(place, challenge, shown, row, log);
			if (counter === null) return null;
			// A passkey that counts has counted on; one that does not stays at nought.
			const used = await sql`
				update passkey set counter = ${counter}, last_used_at = ${now(sql)}
				where id = ${shown.id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1`;
			return used.length === 1 ? { accountId: row.account_id, epoch: row.epoch } : null;
		}
	};
}

interface PasskeyOwner {
	readonly accountId: string;
	readonly epoch: number;
}
interface Row {
	readonly account_id: string;
	readonly epoch: number;
	readonly public_key: Buffer;
	readonly counter: string;
}

function listed(sql: Db | Tx, accountId: string): Promise<{ id: string; transports: string[] }[]> {
	return sql<{ id: string; transports: string[] }[]>`
		select id, transports from passkey where account_id = ${accountId} order by created_at`;
}

async function made({ rpId, origin }: PasskeyPlace, challenge: string, passkey: MadePasskey) {
	try {
		const verified = await verifyRegistrationResponse({
			response: passkey,
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpId,
			requireUserVerification: true
		});
		return verified.verified ? verified.registrationInfo.credential : null;
	} catch {
		// The library throws what it refuses.
		return null;
	}
}

/** What the passkey counted to, when the signature and all that it signs are right; else null. */
async function counted(
	{ rpId, origin }: PasskeyPlace,
	challenge: string,
	shown: ShownPasskey,
	{ public_key, counter }: Row,
	log: Log
): Promise<number | null> {
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: shown,
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpId,
			credential: { id: shown.id, publicKey: Uint8Array.from(public_key), counter: Number(counter) },
			requireUserVerification: true
		});
		return verified ? authenticationInfo.newCounter : null;
	} catch (error) {
		// Somebody's device does not work, or a copy of a passkey counted less far than the passkey itself.
		log.warn({ error: traceOf(error) }, 'a passkey was refused');
		return null;
	}
}
