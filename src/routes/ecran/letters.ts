/** The letters of a wall screen. It is drawn once they are there: other ones are wider, and all would move after. */
import regular from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2?url';
import strong from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-600-normal.woff2?url';
import bold from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2?url';

/** What the page asks for at once; the style sheets name the same files. */
export const LETTER_FILES = [regular, strong, bold];

/** A request that hangs must not keep a wall empty: then it is drawn with the letters that the device has. */
const AT_MOST_MS = 10_000;
const WEIGHTS = [400, 600, 700];

/** Resolves when the letters are there or cannot be had, after ten seconds in any case. */
export async function lettersCome(fonts: Pick<FontFaceSet, 'load'>): Promise<void> {
	const come = WEIGHTS.map((weight) => fonts.load(`${weight} 1em "Atkinson Hyperlegible Next"`));
	const enough = new Promise((resolve) => setTimeout(resolve, AT_MOST_MS));
	await Promise.race([Promise.allSettled(come), enough]);
}
