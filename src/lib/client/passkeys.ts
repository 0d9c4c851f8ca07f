/** Passkeys in the browser: whether it has any, showing one, making one. */
import {
	browserSupportsWebAuthn,
	startAuthentication,
	startRegistration,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';
import { problemText } from '#lib/client/problem-text.ts';
import { send, type Sent } from '#lib/client/send.ts';
import { m } from '#lib/messages/compiled/messages.js';

export type PasskeyUse = 'sign_in' | 'second_factor' | 'step_up';

/** What came of it; a failure is a sentence for the person. */
export type PasskeyOutcome = { ok: true; body: unknown } | { ok: false; sentence: string };

const ANSWERED_AT: Record<PasskeyUse, string> = {
	sign_in: '/session/passkey',
	second_factor: '/session/second-factor',
	step_up: '/session/step-up'
};

/** False on plain http, where browsers hide theirs, and in browsers without any. */
export function hasPasskeys(): boolean {
	return globalThis.isSecureContext && browserSupportsWebAuthn();
}

/** Asks the person for a passkey and shows it to the server. */
export async function showPasskey(use: PasskeyUse): Promise<PasskeyOutcome> {
	return ceremony('/session/passkey/options', { use }, async (options) => {
		const passkey = await startAuthentication({
			optionsJSON: options as PublicKeyCredentialRequestOptionsJSON
		});
		return send(ANSWERED_AT[use], { passkey: withoutExtras(passkey) });
	});
}

/** Makes a passkey and gives it to the server; the body then holds recovery codes, when it is the first factor. */
export async function makePasskey(): Promise<PasskeyOutcome> {
	return ceremony('/session/passkeys/options', {}, async (options) => {
		const passkey = await startRegistration({
			optionsJSON: options as PublicKeyCredentialCreationOptionsJSON
		});
		return send('/session/passkeys', { passkey: withoutExtras(passkey) });
	});
}

async function ceremony(
	path: string,
	body: object,
	go: (options: unknown) => Promise<Sent>
): Promise<PasskeyOutcome> {
	const asked = await send(path, body);
	if (!asked.ok) return { ok: false, sentence: problemText(asked.problem) };
	try {
		const sent = await go((asked.body as { options: unknown }).options);
		return sent.ok ? { ok: true, body: sent.body } : { ok: false, sentence: problemText(sent.problem) };
	} catch (error) {
		return { ok: false, sentence: sentenceFor(error) };
	}
}

/** Browsers tell little, so that no page learns who has which passkey. */
function sentenceFor(error: unknown): string {
	if (error instanceof Error && error.name === 'InvalidStateError') return m.access_passkey_known_already();
	return m.access_passkey_not_shown();
}

/** What extensions said stays here. */
function withoutExtras<P extends { clientExtensionResults: object }>(passkey: P): P {
	return { ...passkey, clientExtensionResults: {} };
}
