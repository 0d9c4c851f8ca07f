/** Finding somebody by the word of the ticket, or by what they like to be called. */
import type { Row } from './rows.ts';

/** « harfang » finds « Harfang 3 », « geai » and « GEAI » the same; no accent is needed. */
export function matches({ entry }: Row, sought: string): boolean {
	const wanted = plain(sought);
	if (wanted === '') return false;
	return plain(entry.word).startsWith(wanted) || plain(entry.alias ?? '').startsWith(wanted);
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
