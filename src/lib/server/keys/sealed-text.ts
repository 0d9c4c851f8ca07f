/** Texts that identify somebody, between a row and the rest of the house. */
import type { KeyRing, Purpose } from '#lib/server/keys/key-ring.ts';

/** Sealed with the key of its purpose and bound to its row: moved to another row or column it does not open. */
export function sealText(ring: KeyRing, purpose: Purpose, text: string, rowId: string): Buffer {
	return ring.seal(purpose, Buffer.from(text, 'utf8'), rowId);
}

/** @throws when it was changed, belongs to another row or purpose, or its key is not in the ring. */
export function openText(ring: KeyRing, purpose: Purpose, sealed: Uint8Array, rowId: string): string {
	return ring.open(purpose, Buffer.from(sealed), rowId).toString('utf8');
}
