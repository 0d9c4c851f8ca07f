/** What people hold: an application of codes on a telephone, and a passkey, without the telephone. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** An application that was given a secret, as its letters are shown. */
export class CodeApp {
	readonly #secret: Secret;

	constructor(letters: string) {
		this.#secret = Secret.fromBase32(letters.replaceAll(' ', ''));
	}

	/** The code of the step that is `steps` away from this instant. */
	code(atMs: number, steps = 0): string {
		return TOTP.generate({ secret: this.#secret, timestamp: atMs + steps * STEP_MS });
	}
}

/** How far ahead a clock must be so that now is the middle of a step: nothing that a test does then leaves it. */
export function toMiddleOfStep(nowMs: number): number {
	return 1.5 * STEP_MS - (nowMs % STEP_MS);
}

interface CreationOptions {
	readonly challenge: string;
	readonly rp: { readonly id: string };
}
interface RequestOptions {
	readonly challenge: string;
	readonly rpId: string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/** What a passkey may be told to do otherwise than a good one does. */
interface Odd {
	readonly origin?: string;
	readonly rpId?: string;
	readonly verified?: boolean;
	readonly counter?: number;
}

/** A passkey with a key of its own (ES256), which counts as hardware does. */
export class SoftPasskey {
	readonly id = randomBytes(32).toString('base64url');
	readonly #key: KeyObject;
	readonly #coordinates: { x: Buffer; y: Buffer };
	counter = 0;

	constructor(readonly origin: string) {
		const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
		this.#key = privateKey;
		this.#coordinates = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
	}

	/** What a browser sends once the passkey is made. */
	make({ challenge, rp }: CreationOptions, odd: Odd = {}) {
		const id = Buffer.from(this.id, 'base64url');
		const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, this.#coseKey()]);
		const authData = Buffer.concat([
			this.#head(odd.rpId ?? rp.id, ATTESTED | (odd.verified === false ? 0 : VERIFIED), odd.counter ?? 0),
			attested
		]);
		const attestationObject = Buffer.concat([
			Buffer.from([0xa3]),
			...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')],
			...[Buffer.from([0x59]), uint16(authData.length), authData]
		]);
		return this.#wrap({
			clientDataJSON: this.#clientData('webauthn.create', challenge, odd).toString('base64url'),
			attestationObject: attestationObject.toString('base64url'),
			transports: ['internal']
		});
	}

	/** What a browser sends once the passkey is shown. */
	show({ challenge, rpId }: RequestOptions, odd: Odd = {}) {
		this.counter = odd.counter ?? this.counter + 1;
		const verified = odd.verified === false ? 0 : VERIFIED;
		const authData = this.#head(odd.rpId ?? rpId, verified, this.counter);
		const clientData = this.#clientData('webauthn.get', challenge, odd);
		const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
		return this.#wrap({
			clientDataJSON: clientData.toString('base64url'),
			authenticatorData: authData.toString('base64url'),
			signature: sign('sha256', signed, this.#key).toString('base64url')
		});
	}

	#wrap<R extends object>(response: R) {
		const { id } = this;
		return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
	}

	#clientData(type: string, challenge: string, { origin = this.origin }: Odd): Buffer {
		return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
	}

	#head(rpId: string, flags: number, counter: number): Buffer {
		const count = Buffer.alloc(4);
		count.writeUInt32BE(counter);
		return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([PRESENT | flags]), count]);
	}

	#coseKey(): Buffer {
		const { x, y } = this.#coordinates;
		const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
		return Buffer.concat([head, x, Buffer.from([0x22, 0x58, 0x20]), y]);
	}
}

function uint16(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16BE(value);
	return bytes;
}

/** A short text in CBOR. */
function text(value: string): Buffer {
	return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value, 'ascii')]);
}
