/** The register of incidents: what its form sends, and an incident as its pages show it. */
import { dayOrNone, ticked } from '#lib/contract/administration.ts';
import { z } from '#lib/contract/schema.ts';
import type { Incident, Notice } from '#lib/domain/incident/incident.ts';

export type { Incident, Notice } from '#lib/domain/incident/incident.ts';

// Lines and tabs belong to a text; other control characters and overrides of direction do not.
const printable = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069])*$/u;
const text = z
	.string()
	.transform((typed) => typed.replaceAll('\r\n', '\n').trim())
	.pipe(z.string().min(1).max(4000).regex(printable));
const someText = z
	.string()
	.default('')
	.transform((typed) => typed.replaceAll('\r\n', '\n').trim())
	.pipe(z.string().max(4000).regex(printable));
const day = z.iso.date();

/** As the form has it: a number of persons, or a box for « unknown ». */
export const incidentForm = z.strictObject({
	information: text,
	circumstances: text,
	from: day,
	until: dayOrNone,
	awareOn: day,
	persons: z
		.string()
		.trim()
		.regex(/^\d{0,7}$/)
		.default(''),
	personsUnknown: ticked,
	reasoning: text,
	serious: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
	commissionOn: dayOrNone,
	ministerOn: dayOrNone,
	personsOn: dayOrNone,
	noticeWords: someText,
	measures: text
});
/** A correction, of the version that was read. */
export const amendForm = incidentForm.extend({ amends: z.uuid().toLowerCase() });

/** One version of an incident; a correction adds another and leaves it as it is. */
export interface IncidentVersion {
	readonly id: string;
	/** ISO instant. */
	readonly at: string;
	/** Name of who wrote it. */
	readonly by: string;
	readonly incident: Incident;
}

export interface IncidentShown {
	/** The first version's: the incident's own. */
	readonly id: string;
	/** The newest first; there is one at least. */
	readonly versions: readonly IncidentVersion[];
	readonly due: { readonly since: string; readonly days: number; readonly missing: readonly Notice[] } | null;
}
