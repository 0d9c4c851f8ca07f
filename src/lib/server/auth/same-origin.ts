/** Keeps other sites' pages from acting here, for requests and for socket handshakes (docs/operations.md). */

/** The headers that tell where a request comes from. */
export interface OriginHeaders {
	readonly secFetchSite: string | null;
	readonly origin: string | null;
	readonly host: string | null;
}

/**
 * False when a browser says, or shows, that another site's page made the request. Fetch Metadata first; without
 * it Origin must be this host or one of `origins`; with neither header it is no browser, and no session of a
 * browser can be abused. Where this host is one of `origins` over https, its plain http is another site: whoever
 * stands on the line can write that page.
 */
export function isSameOrigin(headers: OriginHeaders, origins: readonly string[]): boolean {
	const { secFetchSite, origin, host } = headers;
	if (secFetchSite !== null) return secFetchSite === 'same-origin' || secFetchSite === 'none';
	if (origin === null) return true;
	if (origins.includes(origin)) return true;
	if (!URL.canParse(origin)) return false;
	const from = new URL(origin);
	return from.host === host && !(from.protocol === 'http:' && origins.includes(`https://${host}`));
}
