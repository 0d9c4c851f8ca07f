/** The training on privacy that everybody has at entry and every year after (R-22.1, r. 2, s. 1 and 2). */

/** Warned from this many calendar months after the training, stopped after that many. */
const MONTHS = { due: 11, stopped: 12 } as const;

/** Whether somebody's training holds; `lastDay` (`YYYY-MM-DD`) is the last on which it does. */
export type Training =
	| { readonly state: 'fresh' | 'due'; readonly lastDay: string }
	/** Null: none was ever recorded. */
	| { readonly state: 'stopped'; readonly lastDay: string | null };

/** How a training of the day `trainedOn` stands `today`; days as `YYYY-MM-DD`, null for none. */
export function trainingAt(today: string, trainedOn: string | null): Training {
	if (trainedOn === null) return { state: 'stopped', lastDay: null };
	const ends = monthsAfter(trainedOn, MONTHS.stopped);
	const lastDay = dayBefore(ends);
	if (today >= ends) return { state: 'stopped', lastDay };
	return { state: today >= monthsAfter(trainedOn, MONTHS.due) ? 'due' : 'fresh', lastDay };
}

/** The same day of a later month, or that month's last when it has no such day. */
function monthsAfter(day: string, months: number): string {
	const [year, month, date] = parts(day);
	const later = year * 12 + (month - 1) + months;
	const [thatYear, thatMonth] = [Math.floor(later / 12), (later % 12) + 1];
	return written(thatYear, thatMonth, Math.min(date, daysIn(thatYear, thatMonth)));
}

function dayBefore(day: string): string {
	const [year, month, date] = parts(day);
	if (date > 1) return written(year, month, date - 1);
	return month > 1 ? written(year, month - 1, daysIn(year, month - 1)) : written(year - 1, 12, 31);
}

function daysIn(year: number, month: number): number {
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
}

function parts(day: string): [number, number, number] {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return [year, month, date];
}

function written(year: number, month: number, date: number): string {
	return [String(year).padStart(4, '0'), ...[month, date].map((part) => String(part).padStart(2, '0'))].join(
		'-'
	);
}
