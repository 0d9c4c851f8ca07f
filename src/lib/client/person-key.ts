/** What this screen makes for somebody who wants to be known again; the server learns it with the rest. */
import { v4 as uuid } from 'uuid';

/** Crockford's base 32: no I, L, O, U, which are mistaken for others when a code is read aloud or copied by hand. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Fifty bits: nobody finds a card by trying. */
const LENGTH = 10;

/** A person's key: random, and telling nothing, not even a time (R-P1). */
export function newPersonKey(): string {
	return uuid();
}

/** The code of a card that the person may keep or throw away. `random` fills bytes; 256 is a multiple of 32. */
export function newCardCode(
	random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)
): string {
	return [...random(new Uint8Array(LENGTH))].map((byte) => SIGNS[byte % SIGNS.length]).join('');
}

/** « ABCDE FGHJK », as it is shown and read. */
export function spacedCode(code: string): string {
	return `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`;
}
