import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect, it } from 'vitest';
import { keyRing, newRingLine, parseRing } from '#lib/server/keys/key-ring.ts';
import { hmacOfBody, isSameCommand, type CommandRecord } from '#lib/server/store/command-log.ts';

const FIRST = newRingLine(1);
const ringOf = (text: string) => keyRing(parseRing(text) ?? new Map<number, Buffer>());
const before = ringOf(FIRST);
const after = ringOf(`${FIRST},${newRingLine(2)}`);
const BODY = { id: 'x', alias: 'Ama' };
const identity = { actor: 'inf1', verb: 'details', target: 'v', body: BODY };
const record = (bodyHmac: string): CommandRecord => ({
	...{ id: 'x', actor: 'inf1', verb: 'details', target: 'v' },
	...{ bodySalt: 'salt', bodyHmac, status: 200, answer: '{}', at: 0 }
});

it('A body is known again after a rotation, and another one is not', () => {
	const kept = record(hmacOfBody(before, BODY, 'salt'));
	expect(isSameCommand(after, kept, identity)).toBe(true);
	expect(isSameCommand(after, kept, { ...identity, body: { ...BODY, alias: 'Bo' } })).toBe(false);
	expect(isSameCommand(ringOf(newRingLine(1)), kept, identity)).toBe(false);
});

it('A row of a version without a ring is compared as it was made', () => {
	const kept = record(
		createHmac('sha256', 'salt')
			.update(canonicalize(BODY) ?? '')
			.digest('base64url')
	);
	expect(isSameCommand(after, kept, identity)).toBe(true);
	expect(isSameCommand(after, kept, { ...identity, body: { ...BODY, alias: 'Bo' } })).toBe(false);
});
