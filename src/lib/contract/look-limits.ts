/** What the form of a « coup d’œil » needs to know of its schema (`contract/looks.ts`). */
export const LOOK_WORDS_MOST = 500;
