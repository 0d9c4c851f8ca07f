/** What the pages of a shared tablet go by: the same rules as the server's. */
export { PIN_LENGTH } from '#lib/domain/access/pin.ts';
export { DURATIONS } from '#lib/domain/access/session.ts';
