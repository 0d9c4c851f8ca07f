const day = new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long' });

/** « 22 novembre 2026 », of an instant in ms, where the reader is. */
export function dayOf(at: number): string {
	return day.format(at);
}
