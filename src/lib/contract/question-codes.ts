/** Codes of questions that screens need without the schemas of the wire. */
export { KEPT_BESIDE } from '#lib/domain/question/question.ts';
