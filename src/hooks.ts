/** What holds for an address before anybody looks who it belongs to. */
import type { Reroute } from '@sveltejs/kit';

/** Nothing here has a null byte in its name, and Postgres takes none: such an address leads nowhere. */
export const reroute: Reroute = ({ url: { pathname } }) => {
	if (!pathname.includes('%00')) return;
	return pathname.startsWith('/api/v1/') ? '/api/v1/-' : '/-';
};
