/** Months as the review counts them: `YYYY-MM`. */

/** The month of an instant (ISO) in a zone, and the eleven before it, the latest first. */
export function lastMonths(nowIso: string, timeZone: string): string[] {
	const parts = new Intl.DateTimeFormat('en-CA', {
		year: 'numeric',
		month: '2-digit',
		timeZone
	}).formatToParts(Date.parse(nowIso));
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const latest = part('year') * 12 + part('month') - 1;
	return Array.from({ length: 12 }, (_, ago) => {
		const nth = latest - ago;
		return `${Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`;
	});
}
