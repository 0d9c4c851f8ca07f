/** How often the server is heard, for both ends of a line. */

/** Between two heads: where the site stands, and the server's clock. */
export const HEAD_EVERY_MS = 5_000;
/** Silence for this long means the connection is lost. */
export const LOST_AFTER_MS = 10_000;
/**
 * Both ends give up a line on which nothing came for so long; a screen then comes again by itself. Without this the
 * socket's own 45 s count, while a screen already says that its line is lost.
 */
export const LINE_DEAD_AFTER_MS = 20_000;
