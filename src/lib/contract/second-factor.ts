/** What is shown beyond a password, over the wire; a passkey's words are WebAuthn's (Level 3, 5.1.8). */
import { z } from '#lib/contract/schema.ts';
import { signInBody } from '#lib/contract/commands.ts';

const base64url = (most: number) =>
	z
		.string()
		.min(1)
		.max(most)
		.regex(/^[A-Za-z0-9_-]+$/);

/** A browser adds what its version knows; what we do not read is left out. */
const credential = <S extends z.ZodType>(response: S) =>
	z.object({
		// 1,023 bytes at most (WebAuthn 3, 4).
		id: base64url(1_364),
		rawId: base64url(1_364),
		type: z.literal('public-key'),
		response,
		clientExtensionResults: z.object({})
	});
const clientDataJSON = base64url(2_000);

/** What a browser gives after making a passkey. */
export const madePasskey = credential(
	z.object({
		clientDataJSON,
		attestationObject: base64url(12_000),
		transports: z.array(z.string().max(20)).max(10).optional()
	})
).extend({
	/** Whether it stays in this very device. */
	authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional()
});
/** What a browser gives after showing one. */
export const shownPasskey = credential(
	z.object({
		clientDataJSON,
		authenticatorData: base64url(4_000),
		signature: base64url(6_000),
		userHandle: base64url(100).optional()
	})
);
export type MadePasskey = z.infer<typeof madePasskey>;
export type ShownPasskey = z.infer<typeof shownPasskey>;

/** Of an application. */
const totp = z.string().regex(/^\d{6}$/);
/** Of paper: any case, any separators. */
const recoveryCode = z.string().min(1).max(60);
const oneOf = (...kinds: string[]) => ({
	check: (body: object) => kinds.filter((kind) => Reflect.get(body, kind) !== undefined).length === 1,
	params: { path: [kinds[0] ?? ''], error: 'required' }
});

const factor = oneOf('totp', 'recoveryCode', 'passkey');
export const secondFactorBody = z
	.strictObject({
		totp: totp.optional(),
		recoveryCode: recoveryCode.optional(),
		passkey: shownPasskey.optional()
	})
	.refine(factor.check, factor.params);
export type SecondFactorBody = z.infer<typeof secondFactorBody>;

const start = oneOf('password', 'passkey');
/** A password, with a code where the account has one; or a passkey. */
export const stepUpBody = z
	.strictObject({
		password: signInBody.shape.password.optional(),
		totp: totp.optional(),
		recoveryCode: recoveryCode.optional(),
		passkey: shownPasskey.optional()
	})
	.refine(start.check, start.params);
export type StepUpBody = z.infer<typeof stepUpBody>;

export const PASSKEY_USES = ['sign_in', 'second_factor', 'step_up'] as const;
export const askPasskeyBody = z.strictObject({ use: z.enum(PASSKEY_USES) });
export const passkeySignInBody = z.strictObject({ passkey: shownPasskey });
/** What its owner calls it: « Téléphone bleu ». */
export const passkeyLabel = z
	.string()
	.trim()
	.min(1)
	.max(60)
	.regex(/^[^\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u);
export const addPasskeyBody = z.strictObject({ passkey: madePasskey, label: passkeyLabel.optional() });

/** Options for the browser, as WebAuthn has them. */
export const passkeyOptionsAnswer = z.object({ options: z.looseObject({ challenge: z.string() }) });
/** Recovery codes are told here only, when the account had none. */
export const addedPasskeyAnswer = z.object({ recoveryCodes: z.array(z.string()).nullable() });
