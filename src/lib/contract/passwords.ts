/** A new password: what pages say of it before one types, and after. */

/**
 * NIST SP 800-63B-4 (3.1.1.2) asks for 15 characters where a password stands alone and 8 where another factor stands
 * beside it. Here one always does, be it an enrolled tablet; 12 leaves a margin for the evening when the tablet is at
 * hand too.
 */
export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 256;

export type PasswordProblem = 'too_short' | 'too_long' | 'too_common' | 'tells_who_you_are';
