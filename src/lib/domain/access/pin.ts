/** The PIN of a shared tablet: six digits that are not the first ones somebody would try. */

export const PIN_LENGTH = 6;
/** Wrong tries on a device before only a full sign-in helps. */
export const PIN_TRIES = 5;
/** A tile stays this long after a full sign-in on that device. */
export const TILE_MS = 12 * 60 * 60_000;

export type PinProblem = 'not_six_digits' | 'too_simple';

/** What is wrong with a new PIN, or null: repeated, counted up or down, and pairs or triples are refused. */
export function pinProblem(pin: string): PinProblem | null {
	if (!/^\d{6}$/.test(pin)) return 'not_six_digits';
	const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
	const even = steps.every((step) => step === steps[0] && [0, 1, 9].includes(step));
	const repeats = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
	return even || repeats ? 'too_simple' : null;
}
