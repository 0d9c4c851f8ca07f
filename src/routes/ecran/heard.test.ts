import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayTokenAnswer, pairingAnswer } from '#lib/contract/answers.ts';
import { keyIn, pairingIn } from './heard.ts';

const fields = ['token', 'siteId', 'deviceCode', 'userCode', 'expiresIn', 'interval'] as const;
const said = fc.oneof(
	fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.string(), fc.integer(), fc.constant(null)), {
		noNullPrototype: true
	}),
	fc.jsonValue()
);

it('a screen takes for a key what the schema takes for one, and nothing else', () => {
	fc.assert(
		fc.property(
			said,
			(body) => void expect(keyIn(body)).toEqual(displayTokenAnswer.safeParse(body).data ?? null)
		)
	);
	expect(keyIn({ token: 't', siteId: 's', more: 1 })).toEqual({ token: 't', siteId: 's' });
});

it('a screen takes for a pairing what the schema takes for one, and nothing else', () => {
	fc.assert(
		fc.property(
			said,
			(body) => void expect(pairingIn(body)).toEqual(pairingAnswer.safeParse(body).data ?? null)
		)
	);
	const pairing = { deviceCode: 'd', userCode: 'u', expiresIn: 900, interval: 5 };
	expect(pairingIn(pairing)).toEqual(pairing);
});
