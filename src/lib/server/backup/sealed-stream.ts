/**
 * A stream under one key, as frames of AES-256-GCM that can be neither changed, swapped, dropped nor cut off at the end.
 * It is the construction STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): the nonce of a frame is its place, and
 * the last one says that it is the last. The key is used for one stream only, so no nonce ever comes twice.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** What a frame holds at most before it is sealed. */
const FRAME = 256 * 1024;
const LENGTH_BYTES = 4;
const TAG_BYTES = 16;

/** Thrown when a stream was changed or cut, or was sealed with another key. */
export class Unsealable extends Error {
	override readonly name = 'Unsealable';
}

/** The place of a frame, and whether it is the last. */
function nonceOf(place: number, last: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUInt32BE(place, 7);
	nonce.writeUInt8(last ? 1 : 0, 11);
	return nonce;
}

/** Seals what comes, in order. `head` stands before the stream in the clear, and can't be changed either. */
export async function* sealed(
	key: Buffer,
	head: Buffer,
	chunks: AsyncIterable<Buffer>
): AsyncGenerator<Buffer> {
	let place = 0;
	let waiting: Buffer = Buffer.alloc(0);
	const frame = (plain: Buffer, last: boolean) => {
		const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place, last)).setAAD(head);
		place += 1;
		const text = Buffer.concat([cipher.update(plain), cipher.final()]);
		const length = Buffer.alloc(LENGTH_BYTES);
		length.writeUInt32BE(text.length);
		return Buffer.concat([length, cipher.getAuthTag(), text]);
	};
	for await (const chunk of chunks) {
		waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
		for (; waiting.length > FRAME; waiting = waiting.subarray(FRAME)) {
			yield frame(waiting.subarray(0, FRAME), false);
		}
	}
	yield frame(waiting, true);
}

/** Opens what `sealed` made. @throws Unsealable, at the first frame that is not as it was, or at a missing end. */
export async function* unsealed(
	key: Buffer,
	head: Buffer,
	chunks: AsyncIterable<Buffer>
): AsyncGenerator<Buffer> {
	let place = 0;
	let ended = false;
	let waiting: Buffer = Buffer.alloc(0);
	const opened = (tag: Buffer, text: Buffer, last: boolean): Buffer | null => {
		const nonce = nonceOf(place, last);
		const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
		decipher.setAAD(head).setAuthTag(tag);
		try {
			return Buffer.concat([decipher.update(text), decipher.final()]);
		} catch {
			return null;
		}
	};
	for await (const chunk of chunks) {
		waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
		while (waiting.length >= LENGTH_BYTES) {
			const length = waiting.readUInt32BE(0);
			const whole = LENGTH_BYTES + TAG_BYTES + length;
			if (ended || length > FRAME) throw new Unsealable('more than was sealed');
			if (waiting.length < whole) break;
			const tag = waiting.subarray(LENGTH_BYTES, LENGTH_BYTES + TAG_BYTES);
			const text = waiting.subarray(LENGTH_BYTES + TAG_BYTES, whole);
			const inside = opened(tag, text, false);
			const plain = inside ?? opened(tag, text, true);
			if (plain === null) throw new Unsealable('a frame is not what was sealed with this key');
			ended = inside === null;
			place += 1;
			waiting = waiting.subarray(whole);
			yield plain;
		}
	}
	if (!ended || waiting.length > 0) throw new Unsealable('the end is missing');
}
