/** The number of a request: short enough to be read out on the telephone, the same in the answer and in the log. */

/** Crockford's base 32: no letter that is heard or read as another sign. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PATTERN = new RegExp(`^[${SIGNS}]{4}-[${SIGNS}]{4}$`);

export const REQUEST_ID = 'x-request-id';

/** From eight random bytes, of which five bits each count: 40 bits, beside the time of its line in the log. */
export function requestIdFrom(bytes: Uint8Array): string {
	const signs = Array.from(bytes.subarray(0, 8), (byte) => SIGNS[byte % SIGNS.length]).join('');
	return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** Whether this is a number of ours. */
export function isRequestId(text: string | null): text is string {
	return text !== null && PATTERN.test(text);
}
