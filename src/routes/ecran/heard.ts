/** What the server answers a screen, as far as the screen trusts it; by hand, since a schema would cost it 25 KB. */
import type { DisplayTokenAnswer, PairingAnswer } from '#lib/contract/answers.ts';

/** Null when it is no key. */
export function keyIn(body: unknown): DisplayTokenAnswer | null {
	const { token, siteId } = fieldsOf(body);
	return typeof token === 'string' && typeof siteId === 'string' ? { token, siteId } : null;
}

/** Null when it is no pairing. */
export function pairingIn(body: unknown): PairingAnswer | null {
	const { deviceCode, userCode, expiresIn, interval } = fieldsOf(body);
	const isPairing =
		typeof deviceCode === 'string' &&
		typeof userCode === 'string' &&
		typeof expiresIn === 'number' &&
		typeof interval === 'number';
	return isPairing ? { deviceCode, userCode, expiresIn, interval } : null;
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
	return typeof body === 'object' && body !== null ? { ...body } : {};
}
