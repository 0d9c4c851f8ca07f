/** The ring that nodes of the demo share: to seal and open what stands in their databases. */
import { keyRing } from '#lib/server/keys/key-ring.ts';
import { knownToEverybody } from '#lib/server/keys/open-keys.ts';

export const DEMO_RING = keyRing(new Map([[1, knownToEverybody()]]));
