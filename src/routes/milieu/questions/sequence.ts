import { Later } from '#lib/client/later.svelte.ts';

/** All the questions one by one: for those who have the time, and not for the first picture. */
export const questionSequence = new Later(() => import('./QuestionSequence.svelte'));
