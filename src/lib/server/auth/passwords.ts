/** Passwords: argon2id with pinned parameters, at most two hashes at once. */
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1. Pinned (2 is argon2id), so that a library's default can't lower it. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash takes 19 MiB and a core: a burst of sign-ins must not starve the queue. */
const atMostTwo = pLimit(2);

/** PHC string of a password. */
export function hashPassword(password: string): Promise<string> {
	return atMostTwo(() => hash(password, ARGON2ID));
}

/** True when the password made this hash. With null it takes as long and is false: no user name shows. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	const against = stored ?? (await decoy());
	const matches = await atMostTwo(() => verify(against, password));
	return matches && stored !== null;
}

let decoyHash: Promise<string> | null = null;
function decoy(): Promise<string> {
	return (decoyHash ??= hashPassword('no account has this one'));
}
