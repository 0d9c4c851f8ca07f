/** The texts that a browser fetched instead of the French ones; scripts/message-plugins.mjs has every message ask. */

/** @type {{ words: Record<string, (inputs: object) => string> | null }} */
export const spoken = { words: null };
