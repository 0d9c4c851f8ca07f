/** A number to call in what somebody wrote by hand: « Direction, 418 555-0101 ». */

// Ten digits of North America, with or without the 1; what stands around them is anybody's.
const NUMBER = /(?<!\d)(?:\+?1[ .-]?)?\(?(\d{3})\)?[ .\u00a0-]?(\d{3})[ .\u00a0-]?(\d{4})(?!\d)/;

/** As a telephone takes it, or null when there is none. */
export function phoneIn(text: string): string | null {
	const found = NUMBER.exec(text);
	return found === null ? null : `+1${found.slice(1).join('')}`;
}
