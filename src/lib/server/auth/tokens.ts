/** What a browser or a screen holds, and what we keep of it. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url (ASVS 7.2.3 asks for 128). */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What is stored: nobody guesses 256 bits, so a plain SHA-256 is enough. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}
