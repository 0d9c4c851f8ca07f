/** How often the server is heard, for both ends of a line. */

/** Between two heads: where the site stands, and the server's clock. */
export const HEAD_EVERY_MS = 5_000;
/** Silence for this long means the connection is lost. */
export const LOST_AFTER_MS = 10_000;
