/** What screens need of arrangements without the schemas of the wire. */
export { ARRANGEMENT_REASONS, LONGEST_DAYS } from '#lib/domain/arrangement/arrangement.ts';
export type { ArrangementReason } from '#lib/domain/arrangement/arrangement.ts';
