/** The demo week as it was recorded: who came, and what the week ended with. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const DAYS = ['lun', 'mar', 'mer', 'jeu', 'ven'] as const;
const time = z.string().regex(/^\d\d:\d\d$/);
const timeOrNone = z.union([time, z.literal('').transform(() => null)]);
const textOrNone = z.string().transform((text) => text || null);
const yesOrNo = z.enum(['0', '1']).transform((flag) => flag === '1');
const count = z.coerce.number().int().min(0);

const rowOfWeek = z.object({
	day: z.enum(DAYS).transform((day) => DAYS.indexOf(day)),
	site: z.string().min(1),
	alias: textOrNone,
	arrived: time,
	lang: z.string(),
	reason: z.string().min(1),
	priority: z.enum(['0', '1', '2']).transform(Number),
	call: z.enum(['code', 'prenom', 'discret', 'texto']),
	peer: yesOrNo,
	stepped_out: timeOrNone,
	started: timeOrNone,
	ended: time,
	service: textOrNone,
	outcome: z.enum(['vu', 'parti', 'reporte'])
});
/** One person who came; `day` counts from Monday, times are of the wall clock. */
export type WeekRow = z.infer<typeof rowOfWeek>;

const rowOfSummary = z.object({
	site: z.string().min(1),
	arrivals: count,
	seen: count,
	left: count,
	absent: count,
	deferred: count,
	wait_median: count,
	wait_p90: count
});
export type SummaryRow = z.infer<typeof rowOfSummary>;

export function parseWeek(csv: string): WeekRow[] {
	return z.array(rowOfWeek).parse(parse(csv, { columns: true }));
}

export function parseSummary(csv: string): SummaryRow[] {
	return z.array(rowOfSummary).parse(parse(csv, { columns: true }));
}
