import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealed, Unsealable, unsealed } from './sealed-stream.ts';

const key = randomBytes(32);
const head = Buffer.from('{"halte":"backup"}\n');
const FRAME = 256 * 1024;

async function* inPieces(bytes: Buffer, size: number) {
	for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}
const seal = (plain: Buffer, size = 60_000) => all(sealed(key, head, inPieces(plain, size)));
const open = (text: Buffer, { under = key, before = head, size = 10_007 } = {}) =>
	all(unsealed(under, before, inPieces(text, size)));

it.each([0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 700_001])('%i bytes come back', async (length) => {
	const plain = randomBytes(length);
	expect((await open(await seal(plain))).equals(plain)).toBe(true);
});

it('nothing can be changed: any byte, the order, the end, what stands before, the key', async () => {
	const text = await seal(randomBytes(2 * FRAME + 100));
	const changed = (at: number) => {
		const other = Buffer.from(text);
		other.writeUInt8(other.readUInt8(at) ^ 1, at);
		return other;
	};
	for (const at of [3, 4, 19, 20, FRAME, text.length - 1]) {
		await expect(open(changed(at)), `byte ${at}`).rejects.toThrow(Unsealable);
	}
	const frame = FRAME + 20;
	const swapped = Buffer.concat([
		text.subarray(frame, 2 * frame),
		text.subarray(0, frame),
		text.subarray(2 * frame)
	]);
	const dropped = Buffer.concat([text.subarray(0, frame), text.subarray(2 * frame)]);
	const cuts = [text.subarray(0, 2 * frame), text.subarray(0, text.length - 1), text.subarray(0, 0)];
	const longer = [Buffer.concat([text, Buffer.alloc(1)]), Buffer.concat([text, Buffer.alloc(30)])];
	for (const other of [swapped, dropped, ...cuts, ...longer]) {
		await expect(open(other)).rejects.toThrow(Unsealable);
	}
	await expect(open(text, { under: randomBytes(32) })).rejects.toThrow(Unsealable);
	await expect(open(text, { before: Buffer.from('{}\n') })).rejects.toThrow(Unsealable);
});
