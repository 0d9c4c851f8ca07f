/** What a browser is asked to sign: random, kept by the server, good once and for five minutes. */
import { randomBytes } from 'node:crypto';
import { z } from '#lib/contract/schema.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

/** What a passkey is shown for, and by whom; nobody knows yet while somebody signs in without a name. */
export type Asked =
	| { readonly purpose: 'sign_in'; readonly accountId: string | null }
	| { readonly purpose: 'step_up'; readonly accountId: string };
type Purpose = Asked | { readonly purpose: 'register'; readonly accountId: string };

const GOOD_MS = 5 * 60_000;

/** A new challenge. An account's earlier one of the same purpose is of no more use; neither are those that are over. */
export async function askChallenge(
	sql: Db,
	aheadMs: number,
	{ purpose, accountId }: Purpose
): Promise<Uint8Array<ArrayBuffer>> {
	const challenge = Uint8Array.from(randomBytes(32));
	const now = sql`(clock_timestamp() + ${aheadMs} * interval '1 millisecond')`;
	await sql`
		delete from passkey_challenge
		where expires_at <= ${now} or (account_id = ${accountId} and purpose = ${purpose})`;
	await sql`
		insert into passkey_challenge (challenge, account_id, purpose, expires_at)
		values (${Buffer.from(challenge).toString('base64url')}, ${accountId}, ${purpose},
			${now} + ${GOOD_MS} * interval '1 millisecond')`;
	return challenge;
}

/** True when it was asked of this account for this purpose and not answered yet; it is answered now. */
export async function takeChallenge(
	sql: Db | Tx,
	aheadMs: number,
	challenge: string,
	{ purpose, accountId }: Purpose
): Promise<boolean> {
	const taken = await sql`
		delete from passkey_challenge
		where challenge = ${challenge} and purpose = ${purpose} and account_id is not distinct from ${accountId}
			and expires_at > clock_timestamp() + ${aheadMs} * interval '1 millisecond'
		returning 1`;
	return taken.length === 1;
}

const clientData = z.object({ challenge: z.string().regex(/^[\w-]{1,200}$/) });

/** The challenge that a browser says it signed; empty when it says none. Its signature is looked at later. */
export function challengeIn({
	response
}: {
	readonly response: { readonly clientDataJSON: string };
}): string {
	try {
		const data: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'));
		return clientData.safeParse(data).data?.challenge ?? '';
	} catch {
		return '';
	}
}
