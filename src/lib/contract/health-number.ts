/** The number of a health card, read on the screen that takes it: a wrong one warns there, and is taken all the same. */
export { parseNam, type NamProblem, type ParsedNam } from '#lib/domain/identity/nam.ts';
