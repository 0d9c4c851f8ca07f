/** How a chosen name is compared: as somebody says it at a counter, not as it was typed. */

/**
 * « Éric-André » and « eric andre » are one: case, accents, hyphens, apostrophes and doubled spaces tell nothing.
 * For comparing and for keyed hashes only; what is shown is what was said (R-P1).
 */
export function normalAlias(text: string): string {
	return text
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLocaleLowerCase('fr-CA')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** A memory word is compared in the same way, without any space. */
export function normalWord(text: string): string {
	return normalAlias(text).replaceAll(' ', '');
}
