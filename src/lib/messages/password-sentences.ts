/** What is wrong with a new password, in words. */
import { PASSWORD_LEAST, PASSWORD_MOST, type PasswordProblem } from '#lib/contract/passwords.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** Of a password that was typed twice. */
export type TypedPasswordProblem = PasswordProblem | 'twice_different';

const SENTENCES: Record<TypedPasswordProblem, () => string> = {
	too_short: () => m.access_password_too_short({ count: PASSWORD_LEAST }),
	too_long: () => m.access_password_too_long({ count: PASSWORD_MOST }),
	too_common: m.access_password_too_common,
	tells_who_you_are: m.access_password_tells_who_you_are,
	twice_different: m.access_password_twice_different
};

/** The sentence, with what to do. */
export function passwordSentence(problem: TypedPasswordProblem): string {
	return SENTENCES[problem]();
}

/** Said beside the field, before one types. */
export function passwordHint(): string {
	return m.access_password_hint({ count: PASSWORD_LEAST });
}
