/** Codes on paper, for the day when the telephone is lost: ten, shown once, each good once. */
import { randomInt } from 'node:crypto';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { learnNewestKeys } from '#lib/server/store/newest-keys.ts';

const HOW_MANY = 10;
/** Crockford's: no I, L, O or U. Five bits each, 80 for a code (ASVS 6.5.2 asks for 64 where codes are not slow-hashed). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Puts ten new codes in the place of all earlier ones; the answer is the only place where they can be read. */
export async function renewRecoveryCodes(tx: Tx, keys: KeyRing, accountId: string): Promise<string[]> {
	const codes = Array.from({ length: HOW_MANY }, newCode);
	await tx`delete from recovery_code where account_id = ${accountId}`;
	await tx`insert into recovery_code ${tx(
		codes.map((code) => ({ account_id: accountId, code_hash: hashed(keys, accountId, code, keys.active) }))
	)}`;
	return codes;
}

/** True when the code is one of the account's that was not used yet; it is used now. */
export async function useRecoveryCode(
	sql: Db,
	keys: KeyRing,
	accountId: string,
	typed: string
): Promise<boolean> {
	const code = asWritten(typed);
	await learnNewestKeys(sql, keys);
	const hashes = keys.versions.map((version) => hashed(keys, accountId, code, version));
	const used = await sql`
		update recovery_code set used_at = clock_timestamp()
		where account_id = ${accountId} and code_hash = any(${hashes}) and used_at is null returning 1`;
	return used.length === 1;
}

/** What somebody types of what they wrote by hand: any case, any separators, O for 0, I or L for 1. */
export function asWritten(typed: string): string {
	const letters = typed
		.toUpperCase()
		.replaceAll(/[^0-9A-Z]/g, '')
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1');
	return (letters.match(/.{1,4}/g) ?? []).join('-');
}

function newCode(): string {
	const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	return Array.from({ length: GROUPS }, group).join('-');
}

function hashed(keys: KeyRing, accountId: string, code: string, version: number): string {
	return `${version}:${keys.mac('recovery_code', `${accountId} ${code}`, version)}`;
}
