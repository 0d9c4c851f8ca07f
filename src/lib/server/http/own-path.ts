/** Where a page may send somebody on to: an address that came with the request is believed only if it is ours. */

const OURS = /^\/(?:compte|administration|milieu|milieux|reseau|tablette)(?:\/|$)/;

/**
 * The path and query of `text` when it is a page of this house that one works in, else `otherwise`. Whatever a
 * browser could read as another site's address, or would tidy up into another path, is not (CWE-601).
 */
export function ownPath(text: string | null, otherwise: string): string {
	if (text === null || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(text)) return otherwise;
	const base = 'http://halte.invalid';
	if (!URL.canParse(text, base)) return otherwise;
	const { origin, pathname, search } = new URL(text, base);
	const asWritten = text.split(/[?#]/, 1)[0] === pathname;
	return origin === base && asWritten && OURS.test(pathname) ? pathname + search : otherwise;
}
