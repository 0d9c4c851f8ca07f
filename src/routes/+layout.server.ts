import type { LayoutServerLoad } from './$types';

/**
 * Who is in front of this screen: nobody who is signed in, somebody on a device of their own, or somebody on a
 * shared tablet, which locks.
 */
export const load: LayoutServerLoad = ({ locals: { signedIn }, url }) => {
	// Whatever of the address is read makes SvelteKit ask again on each page.
	void url.pathname;
	if (signedIn === null) return { screen: 'nobody' } as const;
	return { screen: signedIn.deviceId === null ? 'own' : 'shared' } as const;
};
