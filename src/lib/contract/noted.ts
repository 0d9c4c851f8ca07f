/** What two tablets may type of the same visit: which value each was typed over, and who noted it last. */
import { z } from '#lib/contract/schema.ts';
import { NOTED_FIELDS, type NotedOver } from '#lib/domain/visit/noted.ts';

const seen = z.iso.datetime().nullable().optional();

/**
 * `at` of each value (`visit.written`) that was on the screen where it was typed, null when nobody had noted one: what
 * somebody else noted since is not replaced, the command is refused (`noted_meanwhile`), naming the field. A value
 * without one replaces whatever is there.
 */
export const notedOverBody = z.strictObject({ alias: seen, contact: seen, note: seen });

/** The command's form of it. */
export function notedOver(body: z.infer<typeof notedOverBody>): NotedOver {
	const instants = Object.entries(body).map(
		([field, at]) => [field, at === null ? null : Date.parse(at)] as const
	);
	return Object.fromEntries(instants);
}

/** When each value was noted last, and by whom; one that nobody ever noted is not in it. */
export const notedShown = z.array(
	z.object({ field: z.enum(NOTED_FIELDS), at: z.iso.datetime(), by: z.string() })
);
