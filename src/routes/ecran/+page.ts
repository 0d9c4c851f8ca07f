/** A screen on a wall: everything it knows comes over its own connection. */
export const ssr = false;
