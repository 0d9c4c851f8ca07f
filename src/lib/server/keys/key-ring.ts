/** The network's keys: versions, a key per purpose, authenticated encryption and keyed hashes (ADR 20, ADR 21). */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hkdfSync,
	randomBytes,
	timingSafeEqual
} from 'node:crypto';

/** What a key may be used for; each purpose has a key of its own, so that one use can't undo another. */
export type Purpose =
	| 'pin'
	| 'recovery_code'
	| 'one_time_code'
	| 'totp'
	| 'limit'
	| 'proof'
	/** The key of one backup, from its own salt. */
	| 'backup'
	// Sealed values, each kind with a key of its own.
	| 'alias'
	| 'note'
	| 'contact'
	| 'legal_name'
	| 'health_number'
	| 'incident'
	/** Words that somebody wrote to justify an access or a review. */
	| 'justification'
	// Keyed hashes to find people by.
	| 'alias_index'
	| 'memory_word'
	| 'person_card'
	| 'memory_code'
	/** Marks in the events, and bodies in the command log. */
	| 'mark'
	| 'body';

export interface KeyRing {
	/** All that can be read, oldest first. The ring may learn more while it is used. */
	readonly versions: readonly number[];
	/** What is written now is written with it: the newest that the database was told of (`learn`). */
	readonly active: number;
	/**
	 * HMAC-SHA-256 of a text, base64url.
	 * @throws RangeError when the ring has no such version.
	 */
	mac(purpose: Purpose, text: string, version?: number): string;
	/** A keyed hash with its version, `version:mac`: what a row holds to be found by. */
	index(purpose: Purpose, text: string): string;
	/** The same under every version of the ring: what rows of any age may hold. */
	indexes(purpose: Purpose, text: string): string[];
	/** What a database keeps to know a key again, without learning anything of it. */
	proof(version: number): string;
	/**
	 * Takes note of the database's keys, by version and proof: of those that are not known yet too.
	 * @throws Error with a sentence for the operator when one is missing, or is not this database's.
	 */
	learn(proofs: ReadonlyMap<number, string>): void;
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

/**
 * A ring of these master keys by version. `readAgain` is asked when something names a version that is not among
 * them: another process may have added it.
 */
export function keyRing(
	first: ReadonlyMap<number, Buffer>,
	readAgain: () => ReadonlyMap<number, Buffer> | null = () => null
): KeyRing {
	const masters = new Map(first);
	const versions = () => [...masters.keys()].sort((a, b) => a - b);
	/** Nothing is known of a database yet: the newest. */
	let active = versions().at(-1) ?? 0;
	let told = 0;
	const use = (version: number) => {
		told = Math.max(told, version);
		active = told;
	};
	if (active === 0) throw new RangeError('a key ring holds at least one key');
	const derived = new Map<string, Buffer>();
	const masterOf = (version: number): Buffer | undefined => {
		if (!masters.has(version)) {
			// A key that is in use here is never put aside for another one.
			for (const [found, master] of readAgain() ?? []) if (!masters.has(found)) masters.set(found, master);
		}
		return masters.get(version);
	};
	const keyFor = (purpose: Purpose, version: number): Buffer => {
		const name = `${version} ${purpose}`;
		const known = derived.get(name);
		if (known !== undefined) return known;
		const master = masterOf(version);
		if (master === undefined) throw new RangeError(`no key of version ${version}`);
		const key = Buffer.from(hkdfSync('sha256', master, '', `halte ${purpose}`, KEY_BYTES));
		derived.set(name, key);
		return key;
	};
	const mac = (purpose: Purpose, text: string, version = active) =>
		createHmac('sha256', keyFor(purpose, version)).update(text, 'utf8').digest('base64url');
	const proof = (version: number) => mac('proof', 'halte', version);
	return {
		get versions() {
			return versions();
		},
		get active() {
			return active;
		},
		mac,
		index: (purpose, text) => `${active}:${mac(purpose, text)}`,
		indexes: (purpose, text) => versions().map((version) => `${version}:${mac(purpose, text, version)}`),
		proof,
		learn(proofs) {
			const missing = [...proofs.keys()].filter((version) => masterOf(version) === undefined);
			if (missing.length > 0)
				throw new Error(`Il manque la clé ${missing.join(', ')} au trousseau de cette base.`);
			for (const [version, kept] of proofs) {
				if (same(proof(version), kept)) continue;
				throw new Error(`La clé ${version} du trousseau n’est pas celle de cette base de données.`);
			}
			if (proofs.size > 0) use(Math.max(...proofs.keys()));
		},
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
			const version = sealed.readUInt32BE(0);
			const key = keyFor(purpose, version);
			const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
			decipher.setAAD(Buffer.from(context, 'utf8'));
			decipher.setAuthTag(sealed.subarray(VERSION_BYTES + NONCE_BYTES, tagged));
			const plain = Buffer.concat([decipher.update(sealed.subarray(tagged)), decipher.final()]);
			// Another process writes with it already.
			if (version > active) use(version);
			return plain;
		}
	};
}

function same(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
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
