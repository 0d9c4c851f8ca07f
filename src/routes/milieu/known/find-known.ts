import { Later } from '#lib/client/later.svelte.ts';

/** Looking somebody up: wanted by few, and not for the first picture. */
export const findKnown = new Later(() => import('./FindKnown.svelte'));
