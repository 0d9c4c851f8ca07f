/** The day (`YYYY-MM-DD`) so many days after another one; days of the calendar, whatever the clocks do. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day that it is in a time zone. */
export function todayIn(timeZone: string, now = new Date()): string {
	const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const;
	return new Intl.DateTimeFormat('en-CA', parts).format(now);
}
