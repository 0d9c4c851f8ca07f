/** The network's keys: versions, a key per purpose, authenticated encryption and keyed hashes (docs/adr/0020). */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What a key may be used for; each purpose has a key of its own, so that one use can't undo another. */
export type Purpose = 'pin' | 'recovery_code' | 'one_time_code' | 'totp' | 'limit' | 'proof';

export interface KeyRing {
	readonly versions: readonly number[];
	/** The newest: what is written now is written with it. */
	readonly active: number;
	/**
	 * HMAC-SHA-256 of a text, base64url.
	 * @throws RangeError when the ring has no such version.
	 */
	mac(purpose: Purpose, text: string, version?: number): string;
	/** AES-256-GCM with a fresh nonce; the answer names its version. `context` binds it to its row. */
	seal(purpose: Purpose, plain: Buffer, context: string): Buffer;
	/** @throws when the text was changed, belongs to another row or purpose, or its key is not in the ring. */
	open(purpose: Purpose, sealed: Buffer, context: string): Buffer;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Version as four bytes, then nonce, tag, text. */
const VERSION_BYTES = 4;

/** A ring of these master keys by version. */
export function keyRing(masters: ReadonlyMap<number, Buffer>): KeyRing {
	const versions = [...masters.keys()].sort((a, b) => a - b);
	const active = versions.at(-1);
	if (active === undefined) throw new RangeError('a key ring holds at least one key');
	const derived = new Map<string, Buffer>();
	const keyFor = (purpose: Purpose, version: number): Buffer => {
		const name = `${version} ${purpose}`;
		const known = derived.get(name);
		if (known !== undefined) return known;
		const master = masters.get(version);
		if (master === undefined) throw new RangeError(`no key of version ${version}`);
		const key = Buffer.from(hkdfSync('sha256', master, '', `halte ${purpose}`, KEY_BYTES));
		derived.set(name, key);
		return key;
	};
	return {
		versions,
		active,
		mac: (purpose, text, version = active) =>
			createHmac('sha256', keyFor(purpose, version)).update(text, 'utf8').digest('base64url'),
		seal(purpose, plain, context) {
			const head = Buffer.alloc(VERSION_BYTES);
			head.writeUInt32BE(active);
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', keyFor(purpose, active), nonce);
			cipher.setAAD(Buffer.from(context, 'utf8'));
			const text = Buffer.concat([cipher.update(plain), cipher.final()]);
			return Buffer.concat([head, nonce, cipher.getAuthTag(), text]);
		},
		open(purpose, sealed, context) {
			const nonce = sealed.subarray(VERSION_BYTES, VERSION_BYTES + NONCE_BYTES);
			const tagged = VERSION_BYTES + NONCE_BYTES + TAG_BYTES;
			const key = keyFor(purpose, sealed.readUInt32BE(0));
			const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
			decipher.setAAD(Buffer.from(context, 'utf8'));
			decipher.setAuthTag(sealed.subarray(VERSION_BYTES + NONCE_BYTES, tagged));
			return Buffer.concat([decipher.update(sealed.subarray(tagged)), decipher.final()]);
		}
	};
}

const LINE = /^([1-9]\d{0,8}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Master keys from text: `1:<32 bytes as base64>`, several by commas, spaces or lines; lines after `#` are
 * remarks. Null when the text is not a ring; the text itself is never repeated in a message.
 */
export function parseRing(text: string): Map<number, Buffer> | null {
	const parts = text
		.replaceAll(/#.*$/gm, '')
		.split(/[\s,]+/)
		.filter((part) => part !== '');
	const masters = new Map<number, Buffer>();
	for (const part of parts) {
		const [, version, key] = LINE.exec(part) ?? [];
		if (version === undefined || key === undefined || masters.has(Number(version))) return null;
		masters.set(Number(version), Buffer.from(key, 'base64'));
	}
	return masters.size === 0 ? null : masters;
}

/** One more line for a ring. */
export function newRingLine(version: number): string {
	return `${version}:${randomBytes(KEY_BYTES).toString('base64')}`;
}
