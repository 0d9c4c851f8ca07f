import { expect, it } from 'vitest';
import { challengeIn } from './passkey-challenges.ts';

const asked = (data: string) =>
	challengeIn({ response: { clientDataJSON: Buffer.from(data).toString('base64url') } });

it('the challenge is read from what the browser says it signed', () => {
	expect(
		asked(JSON.stringify({ type: 'webauthn.get', challenge: 'q7-_Zz', origin: 'https://a.example' }))
	).toBe('q7-_Zz');
});

it.each(['', 'null', '[]', '"q7"', '{}', '{"challenge":1}', '{"challenge":"a b"}', '{"challenge":"', '\0'])(
	'%j says none',
	(data) => {
		expect(asked(data)).toBe('');
	}
);
